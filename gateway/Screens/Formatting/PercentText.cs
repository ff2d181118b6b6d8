using System.Globalization;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>Shares with one digit after the decimal mark.</summary>
public static class PercentText
{
    /// <param name="basisPoints">Hundredths of a percent.</param>
    public static string Format(int basisPoints, Language language)
    {
        var tenths = Math.Round(Math.Abs((decimal)basisPoints) / 10, MidpointRounding.AwayFromZero);
        var whole = decimal.Truncate(tenths / 10);
        var text = NumberText.Group(whole.ToString("0", CultureInfo.InvariantCulture), language)
            + NumberText.DecimalMark(language) + (tenths % 10).ToString("0", CultureInfo.InvariantCulture);
        return NumberText.Sign(basisPoints < 0 && tenths != 0, language) + NumberText.Digits(text, language) + (language == Language.Persian ? "٪" : "%");
    }

    /// <summary>Up to two digits after the decimal mark, as many as there are: for what people agreed on, not for what was measured.</summary>
    public static string Exact(int basisPoints, Language language) => NumberText.Digits(Plain(basisPoints, language), language) + (language == Language.Persian ? "٪" : "%");

    /// <summary>The bare number as a person would type it into a field; empty for zero.</summary>
    public static string ForInput(int basisPoints, Language language) => basisPoints == 0 ? "" : NumberText.Digits(Plain(basisPoints, language), language);

    /// <summary>Reads a percentage that was typed: digits of any script, one decimal mark, two digits after it at most.</summary>
    public static bool TryParse(string? text, out int basisPoints)
    {
        basisPoints = 0;
        var parts = NumberText.Latin(text ?? "").Trim().TrimEnd('%', '٪').Trim().Replace('٫', '.').Replace(',', '.').Split('.');
        var fraction = parts.Length == 2 ? parts[1] : "";
        if (parts.Length > 2 || parts[0].Length is 0 or > 6 || (parts.Length == 2 && fraction.Length == 0) || fraction.Length > 2
            || !parts[0].All(char.IsAsciiDigit) || !fraction.All(char.IsAsciiDigit))
        {
            return false;
        }

        basisPoints = (int.Parse(parts[0], CultureInfo.InvariantCulture) * 100) + int.Parse(fraction.PadRight(2, '0'), CultureInfo.InvariantCulture);
        return true;
    }

    static string Plain(int basisPoints, Language language) =>
        (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture).Replace('.', NumberText.DecimalMark(language));
}
