using Contracts.Events;

namespace Billing.Invoices;

/// <summary>What a coupon, or the sale of a pass, took off a line, before anything else was reckoned (domain.md C7).</summary>
public sealed class LineDiscount
{
    private LineDiscount()
    {
    }

    /// <summary>Of the coupon; empty, as the name is, where it was given with the sale of a pass.</summary>
    public string Code { get; private init; } = "";

    /// <summary>Text per language.</summary>
    public IReadOnlyDictionary<string, string> Name { get; private init; } = new Dictionary<string, string>();

    /// <summary>Above zero; in the invoice's currency.</summary>
    public decimal Amount { get; private init; }

    /// <summary>How it comes about: "10% x 40.00"; empty when the coupon's amount was taken off as it is.</summary>
    public string Arithmetic { get; private init; } = "";

    /// <param name="percent">Null where an amount was taken off as it is.</param>
    internal static LineDiscount OfSale(decimal price, decimal amount, decimal? percent, string currency) =>
        new() { Amount = amount, Arithmetic = percent is { } share ? Proration.PercentageArithmetic(price, share, currency) : "" };

    internal static LineDiscount Of(EventDiscount discount, decimal amount, string arithmetic) =>
        new() { Code = discount.Code, Name = discount.Name, Amount = amount, Arithmetic = arithmetic };
}
