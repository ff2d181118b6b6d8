using System.Collections.Frozen;

namespace Contracts.Conversions;

/// <summary>The currencies that can be billed, with their digits after the decimal point (ISO 4217).</summary>
public static class Currencies
{
    private static readonly FrozenDictionary<string, int> DigitsByCode = new Dictionary<string, int>
    {
        ["AED"] = 2, ["AUD"] = 2, ["BHD"] = 3, ["BRL"] = 2, ["CAD"] = 2, ["CHF"] = 2, ["CLP"] = 0, ["CNY"] = 2, ["CZK"] = 2,
        ["DKK"] = 2, ["EUR"] = 2, ["GBP"] = 2, ["HKD"] = 2, ["HUF"] = 2, ["IDR"] = 2, ["ILS"] = 2, ["INR"] = 2, ["IRR"] = 2,
        ["ISK"] = 0, ["JOD"] = 3, ["JPY"] = 0, ["KRW"] = 0, ["KWD"] = 3, ["MXN"] = 2, ["MYR"] = 2, ["NOK"] = 2, ["NZD"] = 2,
        ["OMR"] = 3, ["PHP"] = 2, ["PLN"] = 2, ["QAR"] = 2, ["RON"] = 2, ["SAR"] = 2, ["SEK"] = 2, ["SGD"] = 2, ["THB"] = 2,
        ["TND"] = 3, ["TRY"] = 2, ["TWD"] = 2, ["UAH"] = 2, ["USD"] = 2, ["VND"] = 0, ["ZAR"] = 2,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// In whole units of any currency: every amount that is asked for, and every total of an order, a draft or a balance, is below it (domain.md C5). Brought to a
    /// month, hundreds of thousands of such totals add up to what Money holds.
    /// </summary>
    public const decimal AmountLimit = 1_000_000_000_000m;

    public static IEnumerable<string> All => DigitsByCode.Keys.Order(StringComparer.Ordinal);

    public static bool IsKnown(string code) => DigitsByCode.ContainsKey(code);

    /// <exception cref="KeyNotFoundException">The currency is not one of <see cref="All"/>.</exception>
    public static int Digits(string code) => DigitsByCode[code];

    /// <summary>Half away from zero, to the currency's own digits (domain.md C5).</summary>
    public static decimal Round(decimal amount, string code) => Math.Round(amount, Digits(code), MidpointRounding.AwayFromZero);

    /// <summary>
    /// Divides an amount in proportion to others. What lies up to the end of each part is rounded, not the part itself: so the parts add up to the
    /// amount exactly, and no part is below zero or above its weight, however many there are.
    /// </summary>
    /// <param name="amount">Rounded to the currency's digits; zero to the sum of the weights.</param>
    /// <param name="weights">Rounded to the currency's digits; none below zero.</param>
    public static IReadOnlyList<decimal> Allocate(decimal amount, IReadOnlyList<decimal> weights, string code)
    {
        var (total, upTo, allocated) = (weights.Sum(), 0m, 0m);
        var parts = new List<decimal>(weights.Count);
        foreach (var weight in weights)
        {
            upTo += weight;
            var part = total == 0 ? 0 : Round(amount * upTo / total, code) - allocated;
            allocated += part;
            parts.Add(part);
        }

        return parts;
    }
}
