using Contracts.Conversions;

namespace Subscriptions.Coupons;

/// <summary>What is taken off the recurring lines of a period: either a percentage of each, or an amount off all of them together.</summary>
/// <param name="Percent">Above 0, up to 100, two digits after the point at most; null where there is an amount.</param>
/// <param name="AmountOff">Above zero, with the currency's own digits; null where there is a percentage.</param>
/// <param name="Currency">Of the amount, ISO 4217; empty with a percentage.</param>
/// <param name="Periods">Billing periods in a row, 1 to 120; null: as long as the order runs.</param>
public sealed record DiscountTerms(decimal? Percent, decimal? AmountOff, string Currency, int? Periods)
{
    /// <summary>
    /// What is taken off each line: rounded once for each where it is a percentage; an amount is at most what there is, and its parts add up
    /// to it exactly (domain.md "Discounts").
    /// </summary>
    /// <param name="amounts">What the lines cost, rounded to the currency's digits; none below zero.</param>
    /// <param name="days">Of the days of the full period, how many are billed: an amount is taken off in that proportion.</param>
    public IReadOnlyList<decimal> Off(IReadOnlyList<decimal> amounts, string currency, (int Billed, int Full) days) =>
        Percent is { } percent
            ? [.. amounts.Select(amount => Currencies.Round(amount * percent / 100, currency))]
            : Spread(OffAll(amounts, currency, days), amounts, currency);

    /// <summary>The amount as it is taken off the lines together.</summary>
    internal decimal OffAll(IReadOnlyList<decimal> amounts, string currency, (int Billed, int Full) days) =>
        Math.Min(Currencies.Round(AmountOff!.Value * days.Billed / days.Full, currency), amounts.Sum());

    /// <summary>
    /// In proportion to the lines. What lies up to the end of each line is rounded, not the line's own part: so nothing is left over at the
    /// last one, and no part is below zero or above its line, however many lines there are.
    /// </summary>
    private static List<decimal> Spread(decimal off, IReadOnlyList<decimal> amounts, string currency)
    {
        var (total, upTo, taken) = (amounts.Sum(), 0m, 0m);
        var parts = new List<decimal>(amounts.Count);
        foreach (var amount in amounts)
        {
            upTo += amount;
            var part = total == 0 ? 0 : Currencies.Round(off * upTo / total, currency) - taken;
            taken += part;
            parts.Add(part);
        }

        return parts;
    }
}
