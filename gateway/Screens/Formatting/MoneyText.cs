using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Contracts.Common.V1;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>Money in words and back, exact to the last digit: integers all the way, never floating point.</summary>
public static class MoneyText
{
    const int NanoDigits = 9;

    public static string Format(Money money, Language language)
    {
        var amount = Amount(money, language, grouped: true);
        var sign = NumberText.Sign(IsNegative(money), language);
        var code = money.CurrencyCode;
        return language.Code switch
        {
            "en" when Currency.Sign(code) is { Length: 1 } symbol => $"{sign}{symbol}{amount}",
            "en" => $"{sign}{code}\u00A0{amount}",
            "fa" => $"{sign}{amount}\u00A0{Currency.PersianName(code)}",
            _ => $"{sign}{amount}\u00A0{Currency.Sign(code)}",
        };
    }

    /// <summary>The bare amount as a person would type it into a field.</summary>
    public static string ForInput(Money? money, Language language) =>
        money is null ? "" : (IsNegative(money) ? "-" : "") + Amount(money, language, grouped: false);

    /// <summary>
    /// Reads an amount that was typed: digits of any script and one decimal mark (point, comma or momayyez). Group marks are not
    /// taken, since "1.234" means different amounts to different readers.
    /// </summary>
    public static bool TryParse(string? text, string currencyCode, [NotNullWhen(true)] out Money? money)
    {
        money = null;
        var plain = NumberText.Latin(text ?? "").Trim().Replace('٫', '.').Replace(',', '.').Replace('−', '-');
        var negative = plain.StartsWith('-');
        var parts = (negative ? plain[1..] : plain).Split('.');
        var fraction = parts.Length == 2 ? parts[1] : "";
        if (parts.Length > 2
            || parts[0].Length is 0 or > 15
            || (parts.Length == 2 && fraction.Length == 0)
            || fraction.Length > Currency.Digits(currencyCode)
            || !parts[0].All(char.IsAsciiDigit)
            || !fraction.All(char.IsAsciiDigit))
        {
            return false;
        }

        var units = long.Parse(parts[0], CultureInfo.InvariantCulture);
        var nanos = int.Parse(fraction.PadRight(NanoDigits, '0'), CultureInfo.InvariantCulture);
        money = new Money { CurrencyCode = currencyCode, Units = negative ? -units : units, Nanos = negative ? -nanos : nanos };
        return true;
    }

    static bool IsNegative(Money money) => money.Units < 0 || money.Nanos < 0;

    static string Amount(Money money, Language language, bool grouped)
    {
        var units = Math.Abs((decimal)money.Units).ToString("0", CultureInfo.InvariantCulture);
        var nanos = Math.Abs(money.Nanos).ToString("000000000", CultureInfo.InvariantCulture);
        var digits = Math.Max(money.Nanos == 0 ? Currency.DigitsOfWhole(money.CurrencyCode) : Currency.Digits(money.CurrencyCode), nanos.TrimEnd('0').Length);
        var whole = grouped ? NumberText.Group(units, language) : units;
        var text = digits == 0 ? whole : whole + NumberText.DecimalMark(language) + nanos[..digits];
        return NumberText.Digits(text, language);
    }
}
