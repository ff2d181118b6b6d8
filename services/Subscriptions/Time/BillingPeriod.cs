using Contracts.Events;

namespace Subscriptions.Time;

/// <summary>The unit that billing periods are counted in.</summary>
public enum PeriodUnit
{
    Day,
    Week,
    Month,
    Year,
}

/// <summary>The length of one billing period. Periods of different calendars are of different lengths.</summary>
/// <param name="Calendar">Whose months and years; Gregorian for days and weeks.</param>
public sealed record BillingPeriod(PeriodUnit Unit, int Count, PeriodCalendar Calendar)
{
    /// <summary>
    /// Start of the n-th period. Counted from the anchor each time, so that a start on the 31st comes back to the 31st after a short
    /// month (domain.md C3).
    /// </summary>
    /// <param name="anchor">First day of period 0.</param>
    /// <param name="billingDay">
    /// Day of the calendar's month on which each period starts, whatever the anchor's own day, clamped to the month's end; 0: the anchor's.
    /// </param>
    public DateOnly Start(DateOnly anchor, int n, int billingDay = 0) => Unit switch
    {
        PeriodUnit.Day => anchor.AddDays(n * Count),
        PeriodUnit.Week => anchor.AddDays(n * Count * 7),
        _ when billingDay > 0 => Calendar.DayOfMonth(anchor, n * Months, billingDay),
        _ => Calendar.AddMonths(anchor, n * Months),
    };

    /// <summary>The first billing day on or after a day.</summary>
    /// <param name="billingDay">1 to 31.</param>
    public DateOnly NextBillingDay(DateOnly day, int billingDay)
    {
        var inMonth = Calendar.DayOfMonth(day, 0, billingDay);
        return inMonth >= day ? inMonth : Calendar.DayOfMonth(day, 1, billingDay);
    }

    /// <summary>The price of one period as a price of one month (domain.md C12); not rounded. Divided once, so that equal prices for different periods are equal.</summary>
    public decimal PerMonth(decimal price) => Unit switch
    {
        PeriodUnit.Day => price * 365 / (12 * Count),
        PeriodUnit.Week => price * 52 / (12 * Count),
        PeriodUnit.Month => price / Count,
        PeriodUnit.Year => price / (12 * Count),
        _ => throw new InvalidOperationException($"Unknown unit {Unit}."),
    };

    /// <summary>Half a year at least; in weeks and days, 26 weeks.</summary>
    public bool IsSixMonthsOrMore => Unit switch
    {
        PeriodUnit.Day => Count >= 26 * 7,
        PeriodUnit.Week => Count >= 26,
        _ => Months >= 6,
    };

    public EventInterval ForEvents() => new(Unit.ToString().ToLowerInvariant(), Count, Calendar.ToString().ToLowerInvariant());

    private int Months => Unit switch
    {
        PeriodUnit.Month => Count,
        PeriodUnit.Year => Count * 12,
        _ => throw new InvalidOperationException($"Unknown unit {Unit}."),
    };
}
