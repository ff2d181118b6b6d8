namespace Screens.Formatting;

/// <summary>What the screens know of currencies: ISO 4217's number of decimal digits, and signs that readers know.</summary>
public static class Currency
{
    static readonly HashSet<string> WithoutDigits =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];

    static readonly HashSet<string> WithThreeDigits = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    static readonly Dictionary<string, string> Signs = new()
    {
        ["EUR"] = "€", ["USD"] = "$", ["GBP"] = "£", ["PLN"] = "zł", ["VND"] = "₫", ["JPY"] = "¥",
    };

    static readonly Dictionary<string, string> PersianNames = new()
    {
        ["EUR"] = "یورو", ["USD"] = "دلار", ["GBP"] = "پوند", ["PLN"] = "زلوتی", ["VND"] = "دونگ", ["IRR"] = "ریال", ["JPY"] = "ین",
    };

    /// <summary>Offered first where a currency is asked for; any other code may be typed.</summary>
    public static IReadOnlyList<string> Suggested { get; } = ["EUR", "USD", "GBP", "IRR", "PLN", "VND"];

    public static int Digits(string code) => WithoutDigits.Contains(code) ? 0 : WithThreeDigits.Contains(code) ? 3 : 2;

    internal static string Sign(string code) => Signs.GetValueOrDefault(code, code);

    internal static string PersianName(string code) => PersianNames.GetValueOrDefault(code, code);
}
