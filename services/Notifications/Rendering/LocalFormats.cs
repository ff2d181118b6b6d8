using System.Globalization;
using Contracts.Conversions;
using Contracts.Events;

namespace Notifications.Rendering;

/// <summary>
/// Dates, amounts and periods in the words of a language. Written out here rather than taken from the machine's culture data, so
/// that a mail reads the same wherever it is made. Persian has Persian digits and Jalali dates.
/// </summary>
internal static class LocalFormats
{
    private const string Persian = "fa";
    private const char PersianZero = '۰';

    private static readonly PersianCalendar Jalali = new();

    private static readonly Dictionary<string, string[]> Months = new()
    {
        ["en"] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        ["fa"] = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"],
        ["it"] = ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"],
        ["pl"] = ["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"],
    };

    /// <summary>31 January 2026, 31/01/2026, ۱۱ بهمن ۱۴۰۴ ...</summary>
    public static string Date(DateOnly date, string language)
    {
        if (language == "vi")
        {
            return date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        }

        if (language != Persian)
        {
            return Invariant($"{date.Day} {Months[language][date.Month - 1]} {date.Year}");
        }

        var day = date.ToDateTime(TimeOnly.MinValue);
        return PersianDigits(Invariant($"{Jalali.GetDayOfMonth(day)} {Months[Persian][Jalali.GetMonth(day) - 1]} {Jalali.GetYear(day)}"));
    }

    /// <summary>1 January 2026 – 31 January 2026, with its last day.</summary>
    /// <param name="end">Exclusive.</param>
    public static string Period(DateOnly start, DateOnly end, string language) => $"{Date(start, language)} – {Date(end.AddDays(-1), language)}";

    /// <summary>1,234.50 EUR in English, with the currency's own digits and the language's marks.</summary>
    public static string Amount(EventMoney money, string language)
    {
        var digits = Currencies.IsKnown(money.Currency) ? Currencies.Digits(money.Currency) : 2;
        var number = money.Amount.ToString($"N{digits}", CultureInfo.InvariantCulture);
        var (group, point) = language switch
        {
            "vi" or "it" => ('.', ','),
            "pl" => ('\u00A0', ','),
            Persian => ('٬', '٫'),
            _ => (',', '.'),
        };
        var local = string.Concat(number.Select(c => c switch { ',' => group, '.' => point, _ => c }));
        return $"{(language == Persian ? PersianDigits(local) : local)}\u00A0{money.Currency}";
    }

    public static string Number(int number, string language) =>
        language == Persian ? PersianDigits(Invariant($"{number}")) : Invariant($"{number}");

    /// <summary>per month, every 2 weeks, per year (Persian calendar) ...</summary>
    public static string Each(EventInterval interval, string language)
    {
        var each = EachUnit(interval, language);
        return interval.Calendar != "persian" ? each : language switch
        {
            "vi" => $"{each} (lịch Ba Tư)",
            Persian => $"{each} (تقویم خورشیدی)",
            "it" => $"{each} (calendario persiano)",
            "pl" => $"{each} (kalendarz perski)",
            _ => $"{each} (Persian calendar)",
        };
    }

    private static string EachUnit(EventInterval interval, string language)
    {
        var n = Number(interval.Count, language);
        var one = interval.Count == 1;
        return (language, interval.Unit) switch
        {
            ("vi", "day") => one ? "mỗi ngày" : $"mỗi {n} ngày",
            ("vi", "week") => one ? "mỗi tuần" : $"mỗi {n} tuần",
            ("vi", "month") => one ? "mỗi tháng" : $"mỗi {n} tháng",
            ("vi", _) => one ? "mỗi năm" : $"mỗi {n} năm",
            ("fa", "day") => one ? "در هر روز" : $"در هر {n} روز",
            ("fa", "week") => one ? "در هر هفته" : $"در هر {n} هفته",
            ("fa", "month") => one ? "در هر ماه" : $"در هر {n} ماه",
            ("fa", _) => one ? "در هر سال" : $"در هر {n} سال",
            ("it", "day") => one ? "al giorno" : $"ogni {n} giorni",
            ("it", "week") => one ? "alla settimana" : $"ogni {n} settimane",
            ("it", "month") => one ? "al mese" : $"ogni {n} mesi",
            ("it", _) => one ? "all'anno" : $"ogni {n} anni",
            ("pl", "day") => one ? "dziennie" : $"co {n} dni",
            ("pl", "week") => one ? "tygodniowo" : $"co {n} {(IsFewInPolish(interval.Count) ? "tygodnie" : "tygodni")}",
            ("pl", "month") => one ? "miesięcznie" : $"co {n} {(IsFewInPolish(interval.Count) ? "miesiące" : "miesięcy")}",
            ("pl", _) => one ? "rocznie" : $"co {n} {(IsFewInPolish(interval.Count) ? "lata" : "lat")}",
            (_, var unit) => one ? $"per {unit}" : $"every {n} {unit}s",
        };
    }

    /// <summary>"; from 15 April 2026: 40.00 EUR"</summary>
    public static string From(DateOnly day, string amount, string language)
    {
        var date = Date(day, language);
        return language switch
        {
            "vi" => $"; từ {date}: {amount}",
            Persian => $"؛ از {date}: {amount}",
            "it" => $"; dal giorno {date}: {amount}",
            "pl" => $"; od {date}: {amount}",
            _ => $"; from {date}: {amount}",
        };
    }

    /// <summary>"; after 3 periods: 40.00 EUR"</summary>
    public static string After(int periods, string amount, string language)
    {
        var n = Number(periods, language);
        var one = periods == 1;
        return language switch
        {
            "vi" => $"; sau {n} kỳ: {amount}",
            Persian => $"؛ پس از {n} دوره: {amount}",
            "it" => $"; dopo {n} {(one ? "periodo" : "periodi")}: {amount}",
            "pl" => $"; po {n} {(one ? "okresie" : "okresach")}: {amount}",
            _ => $"; after {n} {(one ? "period" : "periods")}: {amount}",
        };
    }

    /// <summary>2 to 4, 22 to 24 ..., but not 12 to 14.</summary>
    private static bool IsFewInPolish(int n) => n % 10 is >= 2 and <= 4 && n % 100 is not (>= 12 and <= 14);

    private static string PersianDigits(string text) =>
        string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(PersianZero + (c - '0')) : c));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
