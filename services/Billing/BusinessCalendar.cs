using Microsoft.Extensions.Options;

namespace Billing;

/// <summary>
/// The business's own civil dates: those on which documents are issued, and which percentage of a tax holds (domain.md C15e). Periods and due dates go by the
/// customer's.
/// </summary>
internal sealed class BusinessCalendar(IOptions<BillingOptions> options, TimeProvider clock)
{
    public DateOnly Today => DayOf(clock.GetUtcNow());

    /// <summary>The first instant of a day.</summary>
    public DateTimeOffset StartOf(DateOnly day) => CivilTime.At(day, TimeOnly.MinValue, options.Value.TimeZone);

    public DateOnly DayOf(DateTimeOffset at) => CivilTime.DayOf(at, options.Value.TimeZone);
}
