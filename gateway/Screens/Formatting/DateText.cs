using System.Globalization;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>Dates as each language's readers write them; Persian ones by the Jalali calendar.</summary>
public static class DateText
{
    static readonly PersianCalendar Jalali = new();

    // Dates of the business lie well within these years; no Gregorian one does.
    const int FirstJalaliYear = 1200;
    const int LastJalaliYear = 1699;
    const int Leap = 12;

    public static string Format(DateOnly date, Words words)
    {
        var language = words.Language;
        if (language == Language.Persian && ToJalali(date) is var (year, month, day))
        {
            return NumberText.Digits($"{day} {words[$"JalaliMonth_{month}"]} {year}", language);
        }

        return language == Language.Vietnamese
            ? date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
            : NumberText.Digits($"{date.Day} {words[$"Month_{date.Month}"]} {date.Year}", language);
    }

    /// <summary>A month of the Gregorian calendar, which months of the business are, by its name: for Persian readers too, since no Jalali month is as long.</summary>
    public static string FormatMonth(DateOnly date, Words words) =>
        words.Language == Language.Vietnamese
            ? date.ToString("MM/yyyy", CultureInfo.InvariantCulture)
            : NumberText.Digits($"{words[$"Month_{date.Month}"]} {date.Year}", words.Language);

    /// <summary>An instant by the clock on the wall of a time zone. The page names the zone.</summary>
    public static string FormatMoment(DateTimeOffset instant, TimeZoneInfo zone, Words words)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var time = NumberText.Digits(local.ToString("HH:mm", CultureInfo.InvariantCulture), words.Language);
        return $"{Format(DateOnly.FromDateTime(local.DateTime), words)}, {time}".Replace(
            ",", words.Language == Language.Persian ? "،" : ",", StringComparison.Ordinal);
    }

    /// <summary>What stands in a date field: ISO 8601 for the browser's own picker, or a Jalali date to type over. One before that calendar stays as it is.</summary>
    public static string ForInput(DateOnly date, Language language)
    {
        return language == Language.Persian && ToJalali(date) is var (year, month, day)
            ? NumberText.Digits($"{year:0000}/{month:00}/{day:00}", language)
            : date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads year, month and day. What is written with slashes is a Jalali date; with dashes its year tells.</summary>
    public static bool TryParse(string? text, out DateOnly date)
    {
        date = default;
        if (Numbers(text) is not { } typed || typed.Month is < 1 or > 12 || typed.Day < 1 || typed.Year < 1)
        {
            return false;
        }

        var (year, month, day) = (typed.Year, typed.Month, typed.Day);
        if (typed.Jalali)
        {
            if (year is < FirstJalaliYear or > LastJalaliYear || day > Jalali.GetDaysInMonth(year, month))
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

    /// <summary>Says which rule a text breaks that <see cref="TryParse"/> does not take.</summary>
    public static string Explain(string? text, Words words)
    {
        if (Numbers(text) is not { } typed)
        {
            return words["Field_NOT_A_DATE"];
        }

        if (typed.Jalali && typed.Year is < FirstJalaliYear or > LastJalaliYear)
        {
            return words["Date_NotAJalaliYear"];
        }

        if (typed.Month is < 1 or > 12 || typed.Day < 1 || typed.Year < 1)
        {
            return words["Field_NOT_A_DATE"];
        }

        var days = typed.Jalali ? Jalali.GetDaysInMonth(typed.Year, typed.Month) : DateTime.DaysInMonth(typed.Year, typed.Month);
        var month = words[typed.Jalali ? $"JalaliMonth_{typed.Month}" : $"Month_{typed.Month}"];
        // The month that is longer in leap years: Esfand, February.
        var whole = typed.Day == days + 1 && typed.Month == (typed.Jalali ? Leap : 2) ? words["Date_NotALeapYear"] : words["Date_MonthHasDays"];
        return string.Format(words.Language.Culture, whole, Number(days), month, Number(typed.Year));

        string Number(int number) => NumberText.Digits(number.ToString(CultureInfo.InvariantCulture), words.Language);
    }

    static (int Year, int Month, int Day, bool Jalali)? Numbers(string? text)
    {
        var plain = NumberText.Latin(text ?? "").Trim();
        var slashes = plain.Contains('/', StringComparison.Ordinal);
        var parts = plain.Split(slashes ? '/' : '-');
        return parts.Length == 3
            && parts.All(part => part.Length <= 4)
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            ? (year, month, day, slashes || year is >= FirstJalaliYear and <= LastJalaliYear)
            : null;
    }

    /// <returns>Null for a day before the calendar's first, which is in the year 622.</returns>
    static (int Year, int Month, int Day)? ToJalali(DateOnly date)
    {
        var day = date.ToDateTime(TimeOnly.MinValue);
        return day < Jalali.MinSupportedDateTime ? null : (Jalali.GetYear(day), Jalali.GetMonth(day), Jalali.GetDayOfMonth(day));
    }
}
