using Contracts.Conversions;

namespace Screens.Formatting;

/// <summary>How currencies are written: their digits, and signs that readers know.</summary>
internal static class Currency
{
    static readonly Dictionary<string, string> Signs = new()
    {
        ["EUR"] = "€", ["USD"] = "$", ["GBP"] = "£", ["PLN"] = "zł", ["VND"] = "₫", ["JPY"] = "¥",
    };

    static readonly Dictionary<string, string> PersianNames = new()
    {
        ["EUR"] = "یورو", ["USD"] = "دلار", ["GBP"] = "پوند", ["PLN"] = "زلوتی", ["VND"] = "دونگ", ["IRR"] = "ریال", ["JPY"] = "ین",
    };

    /// <summary>Digits after the decimal mark; two where the currency is not one that can be billed.</summary>
    public static int Digits(string code) => Currencies.IsKnown(code) ? Currencies.Digits(code) : 2;

    /// <summary>
    /// Digits after the decimal mark of a whole amount. The rial has two by ISO 4217, and amounts are exact to them, but its dinars have long
    /// gone out of use: minor units that are none are not written.
    /// </summary>
    public static int DigitsOfWhole(string code) => code == "IRR" ? 0 : Digits(code);

    internal static string Sign(string code) => Signs.GetValueOrDefault(code, code);

    internal static string PersianName(string code) => PersianNames.GetValueOrDefault(code, code);
}
