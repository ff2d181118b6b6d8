using Contracts.Common.V1;
using ServiceDefaults.Errors;
using Subscriptions.Time;

namespace Subscriptions.Reports;

/// <summary>What all reports may be asked for: a zone, a currency, a span of time.</summary>
internal static class ReportValidation
{
    public const int MaxMonths = 36;

    /// <summary>UTC when none is named.</summary>
    public static TimeZoneInfo Zone(this FieldValidator validator, string field, string name) =>
        name.Length == 0 ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(validator.TimeZone(field, name));

    public static void CurrencyIfAny(this FieldValidator validator, string field, string code)
    {
        if (code.Length > 0)
        {
            validator.Currency(field, code);
        }
    }

    /// <summary>The first days of the first and of the last month.</summary>
    /// <param name="today">Where the reader is.</param>
    public static (DateOnly First, DateOnly Last) Months(this FieldValidator validator, Date? firstMonth, Date? lastMonth, DateOnly today)
    {
        var begin = validator.CivilDate("first_month", firstMonth);
        var last = MonthOf(validator.CivilDate("last_month", lastMonth) ?? today);
        var first = MonthOf(begin ?? last.AddMonths(-11));
        validator.Span("last_month", first, last);
        return (first, last);
    }

    /// <summary>The first and the last day.</summary>
    /// <param name="today">Where the reader is.</param>
    public static (DateOnly First, DateOnly Last) Days(this FieldValidator validator, Date? firstDay, Date? lastDay, DateOnly today)
    {
        var begin = validator.CivilDate("first_day", firstDay);
        var last = validator.CivilDate("last_day", lastDay) ?? today;
        var first = begin ?? MonthOf(last).AddMonths(-11);
        validator.Span("last_day", first, last);
        return (first, last);
    }

    private static void Span(this FieldValidator validator, string field, DateOnly first, DateOnly last)
    {
        if (!validator.Failed)
        {
            validator.DateRange(field, last, first, first.AddMonths(MaxMonths).AddDays(-1));
        }
    }

    public static DateOnly Today(this TimeProvider clock, TimeZoneInfo zone) => CivilTime.DateAt(clock.GetUtcNow(), zone);

    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}
