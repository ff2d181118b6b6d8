using System.Globalization;

namespace Subscriptions.Time;

/// <summary>The calendar that counts a billing period's months and years.</summary>
public enum PeriodCalendar
{
    Gregorian,
    Persian,
}

/// <summary>Months of each calendar.</summary>
internal static class PeriodCalendars
{
    private static readonly Calendar Gregorian = new GregorianCalendar();
    private static readonly Calendar Persian = new PersianCalendar();

    /// <summary>The same day of a later or earlier month, clamped to the month's end.</summary>
    public static DateOnly AddMonths(this PeriodCalendar calendar, DateOnly day, int months) =>
        DateOnly.FromDateTime(calendar.Rules().AddMonths(day.ToDateTime(TimeOnly.MinValue), months));

    /// <summary>A day of the month that lies so many months after that of <paramref name="date"/>, clamped to the month's end.</summary>
    /// <param name="dayOfMonth">From 1.</param>
    public static DateOnly DayOfMonth(this PeriodCalendar calendar, DateOnly date, int months, int dayOfMonth)
    {
        var rules = calendar.Rules();
        var day = date.ToDateTime(TimeOnly.MinValue);
        var first = rules.AddMonths(day.AddDays(1 - rules.GetDayOfMonth(day)), months);
        return DateOnly.FromDateTime(first.AddDays(Math.Min(dayOfMonth, rules.GetDaysInMonth(rules.GetYear(first), rules.GetMonth(first))) - 1));
    }

    private static Calendar Rules(this PeriodCalendar calendar) => calendar == PeriodCalendar.Persian ? Persian : Gregorian;
}
