using System.Globalization;
using System.Text.RegularExpressions;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>How an amount comes about, as the services write it down ("17 of 31 days x 40.00", "5 of 8 classes x 40.00"), in the reader's words and digits.</summary>
internal static partial class ArithmeticText
{
    /// <param name="arithmetic">May begin with a code, as in "SPRING10: 10% x 40.00", or be one; a code is shown as it is.</param>
    public static string Format(string arithmetic, Words words)
    {
        if (arithmetic.Length > 0 && Code().Match(arithmetic) is { Success: true } code)
        {
            return code.Value + Format(arithmetic[code.Length..], words);
        }

        var language = words.Language;
        var said = Parts().Replace(arithmetic, parts => OfParts(parts, words)).Replace(" x ", " × ");
        var text = Number().Replace(said, number =>
            NumberText.Group(number.Groups["whole"].Value, language) + number.Groups["rest"].Value.Replace('.', NumberText.DecimalMark(language)));
        return NumberText.Digits(language == Language.Persian ? text.Replace('%', '٪') : text, language);
    }

    static string OfParts(Match parts, Words words)
    {
        var all = parts.Groups["all"].Value;
        var form = PluralForm.Of(long.TryParse(all, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0);
        var some = parts.Groups["some"].Value;
        return parts.Groups["what"].Value == "days" ? words.Format($"Arithmetic_Days_{form}", some, all) : words.Format($"Arithmetic_Classes_{form}", some, all);
    }

    [GeneratedRegex(@"^\S+(: |$)")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<some>\d+) of (?<all>\d+) (?<what>days|classes)")]
    private static partial Regex Parts();

    [GeneratedRegex(@"(?<whole>\d+)(?<rest>\.\d+)?")]
    private static partial Regex Number();
}
