using System.Globalization;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>Percentages of taxes, in millionths: exact, with as many decimals as they have, at most four.</summary>
public static class TaxPercentText
{
    const int Decimals = 4;
    const int MillionthsPerPercent = 10_000;

    /// <param name="perMillion">22% is 220,000. Not negative.</param>
    public static string Format(int perMillion, Language language) =>
        ForInput(perMillion, language) + (language == Language.Persian ? "٪" : "%");

    /// <summary>The bare number as a person would type it into a field.</summary>
    public static string ForInput(int perMillion, Language language)
    {
        var fraction = (perMillion % MillionthsPerPercent).ToString("0000", CultureInfo.InvariantCulture).TrimEnd('0');
        var whole = (perMillion / MillionthsPerPercent).ToString("0", CultureInfo.InvariantCulture);
        return NumberText.Digits(fraction.Length == 0 ? whole : whole + NumberText.DecimalMark(language) + fraction, language);
    }

    /// <summary>Reads what was typed: digits of any script, one decimal mark, a percent sign or none.</summary>
    /// <param name="perMillion">Whether it is 100 percent at most, the service says.</param>
    public static bool TryParse(string? text, out int perMillion)
    {
        perMillion = 0;
        var plain = NumberText.Latin(text ?? "").Trim().TrimEnd('%', '٪').Trim().Replace('٫', '.').Replace(',', '.');
        var parts = plain.Split('.');
        var fraction = parts.Length == 2 ? parts[1] : "";
        if (parts.Length > 2 || parts[0].Length is 0 or > 4 || (parts.Length == 2 && fraction.Length is 0 or > Decimals)
            || !parts[0].All(char.IsAsciiDigit) || !fraction.All(char.IsAsciiDigit))
        {
            return false;
        }

        perMillion = int.Parse(parts[0] + fraction.PadRight(Decimals, '0'), CultureInfo.InvariantCulture);
        return true;
    }
}
