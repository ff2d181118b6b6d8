using System.Globalization;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>
/// Digits, groups and decimal marks of the five languages. They are written here, and not taken from the machine, so that
/// every host shows the same.
/// </summary>
public static class NumberText
{
    const char PersianZero = '۰';
    const char ArabicZero = '٠';

    public static string Format(long number, Language language)
    {
        var digits = Math.Abs((decimal)number).ToString("0", CultureInfo.InvariantCulture);
        return Sign(number < 0, language) + Digits(Group(digits, language), language);
    }

    /// <summary>The same text with the language's own digits.</summary>
    public static string Digits(string text, Language language) =>
        language == Language.Persian
            ? string.Create(text.Length, text, (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = char.IsAsciiDigit(source[i]) ? (char)(PersianZero + (source[i] - '0')) : source[i];
                }
            })
            : text;

    /// <summary>Text as it was typed, with Persian and Arabic digits turned into the ones that computers read.</summary>
    public static string Latin(string text) =>
        string.Concat(text.Select(c => c switch
        {
            >= PersianZero and <= '۹' => (char)('0' + (c - PersianZero)),
            >= ArabicZero and <= '٩' => (char)('0' + (c - ArabicZero)),
            _ => c,
        }));

    internal static char DecimalMark(Language language) =>
        language == Language.English ? '.' : language == Language.Persian ? '٫' : ',';

    /// <summary>A minus; in right-to-left text it is held at the number's left.</summary>
    internal static string Sign(bool negative, Language language) =>
        !negative ? "" : language.RightToLeft ? "\u200E−" : "−";

    internal static string Group(string digits, Language language)
    {
        // Polish writes 1234 without a gap and 12 345 with one.
        if (digits.Length <= 3 || (language == Language.Polish && digits.Length == 4))
        {
            return digits;
        }

        var mark = language.Code switch
        {
            "en" => ",",
            "fa" => "٬",
            "pl" => "\u00A0",
            _ => ".",
        };
        var first = digits.Length % 3;
        var groups = Enumerable.Range(0, digits.Length / 3).Select(i => digits.Substring(first + i * 3, 3));
        return string.Join(mark, first == 0 ? groups : groups.Prepend(digits[..first]));
    }
}
