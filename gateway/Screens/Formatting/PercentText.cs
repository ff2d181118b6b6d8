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
}
