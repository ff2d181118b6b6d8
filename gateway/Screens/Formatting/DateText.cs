using System.Globalization;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>Dates as each language's readers write them; Persian ones by the Jalali calendar.</summary>
public static class DateText
{
    static readonly PersianCalendar Jalali = new();

    // No Jalali date of the business lies after this year, and no Gregorian one before it.
    const int LastJalaliYear = 1700;

    public static string Format(DateOnly date, Words words)
    {
        var language = words.Language;
        if (language == Language.Persian)
        {
            var (year, month, day) = ToJalali(date);
            return NumberText.Digits($"{day} {words[$"JalaliMonth_{month}"]} {year}", language);
        }

        return language == Language.Vietnamese
            ? date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
            : $"{date.Day} {words[$"Month_{date.Month}"]} {date.Year}";
    }

    /// <summary>A month of the Gregorian calendar. It begins within a Jalali month, so Persian readers see the day on which it does.</summary>
    public static string FormatMonth(DateOnly date, Words words) =>
        words.Language == Language.Persian ? Format(new DateOnly(date.Year, date.Month, 1), words)
        : words.Language == Language.Vietnamese ? date.ToString("MM/yyyy", CultureInfo.InvariantCulture)
        : $"{words[$"Month_{date.Month}"]} {date.Year}";

    /// <summary>An instant by the clock on the wall of a time zone. The page names the zone.</summary>
    public static string FormatMoment(DateTimeOffset instant, TimeZoneInfo zone, Words words)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var time = NumberText.Digits(local.ToString("HH:mm", CultureInfo.InvariantCulture), words.Language);
        return $"{Format(DateOnly.FromDateTime(local.DateTime), words)}, {time}".Replace(
            ",", words.Language == Language.Persian ? "،" : ",", StringComparison.Ordinal);
    }

    /// <summary>What stands in a date field: ISO 8601 for the browser's own picker, or a Jalali date to type over.</summary>
    public static string ForInput(DateOnly date, Language language)
    {
        if (language != Language.Persian)
        {
            return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        var (year, month, day) = ToJalali(date);
        return NumberText.Digits($"{year:0000}/{month:00}/{day:00}", language);
    }

    /// <summary>Reads year, month and day; a year before 1700 is a Jalali one.</summary>
    public static bool TryParse(string? text, out DateOnly date)
    {
        date = default;
        var parts = NumberText.Latin(text ?? "").Trim().Split('-', '/');
        if (parts.Length != 3
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            || year is < 1 or > 9999 || month is < 1 or > 12 || day < 1)
        {
            return false;
        }

        if (year < LastJalaliYear)
        {
            if (day > Jalali.GetDaysInMonth(year, month))
            {
                return false;
            }

            date = DateOnly.FromDateTime(Jalali.ToDateTime(year, month, day, 0, 0, 0, 0));
            return true;
        }

        if (day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    static (int Year, int Month, int Day) ToJalali(DateOnly date)
    {
        var day = date.ToDateTime(TimeOnly.MinValue);
        return (Jalali.GetYear(day), Jalali.GetMonth(day), Jalali.GetDayOfMonth(day));
    }
}
