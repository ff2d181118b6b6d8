using System.Globalization;
using Subscriptions.Time;

namespace Subscriptions.Tests.Time;

/// <summary>Dates as a calendar writes them: 1404-06-31.</summary>
internal static class Jalali
{
    public static readonly PersianCalendar Calendar = new();

    private static readonly GregorianCalendar Gregorian = new();

    public static DateOnly Day(string day)
    {
        var parts = day.Split('-').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return DateOnly.FromDateTime(Calendar.ToDateTime(parts[0], parts[1], parts[2], 0, 0, 0, 0));
    }

    public static string Text(DateOnly day) => Invariant($"{Calendar.GetYear(At(day))}-{Calendar.GetMonth(At(day)):00}-{Calendar.GetDayOfMonth(At(day)):00}");

    public static int DayOfMonth(DateOnly day, PeriodCalendar calendar) => Of(calendar).GetDayOfMonth(At(day));

    /// <summary>It is that day of its month, or the last one of a shorter month.</summary>
    public static bool IsDayOfMonth(DateOnly day, int dayOfMonth, PeriodCalendar calendar)
    {
        var rules = Of(calendar);
        return rules.GetDayOfMonth(At(day)) == Math.Min(dayOfMonth, rules.GetDaysInMonth(rules.GetYear(At(day)), rules.GetMonth(At(day))));
    }

    public static DateTime At(DateOnly day) => day.ToDateTime(TimeOnly.MinValue);

    private static Calendar Of(PeriodCalendar calendar) => calendar == PeriodCalendar.Persian ? Calendar : Gregorian;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
