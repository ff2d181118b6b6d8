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
    /// <param name="amounts">What the lines of a full period cost, rounded to the currency's digits; none below zero.</param>
    public IReadOnlyList<decimal> Off(IReadOnlyList<decimal> amounts, string currency) =>
        Percent is { } percent
            ? [.. amounts.Select(amount => Currencies.Round(amount * percent / 100, currency))]
            : Currencies.Allocate(Math.Min(AmountOff!.Value, amounts.Sum()), amounts, currency);
}
