using Contracts.Conversions;
using Contracts.Events;

namespace Billing.Invoices;

/// <summary>What is billed of an agreed line.</summary>
/// <param name="Amount">What the discount leaves, rounded to the currency's digits, without tax; never below zero.</param>
/// <param name="Arithmetic">How a prorated amount comes about, before the discount: "17 of 31 days x 40.00"; empty otherwise.</param>
/// <param name="Discount">Null when nothing is taken off.</param>
internal sealed record LineCharge(PeriodLine Line, decimal Amount, string Arithmetic, LineDiscount? Discount);

/// <summary>What agreed lines come to, on invoices and in previews alike. Only computes.</summary>
internal static class PeriodCharges
{
    /// <summary>Recurring lines by their days, less what the discount takes off; one-offs as they are.</summary>
    public static IReadOnlyList<LineCharge> Of(ServicePeriod period)
    {
        List<LineCharge> charges = [.. period.Lines.Select(line => line.Recurring && !period.IsFull ? ByDays(line, period) : Whole(line, period.Currency))];
        return period.Discount is { } discount ? charges.Less(discount, period) : charges;
    }

    /// <summary>Quantity x unit price, rounded once (domain.md C5).</summary>
    public static LineCharge Whole(PeriodLine line, string currency) => new(line, Currencies.Round(line.Quantity * line.UnitPrice, currency), "", null);

    private static LineCharge ByDays(PeriodLine line, ServicePeriod period)
    {
        var full = Whole(line, period.Currency);
        return full with
        {
            Amount = Proration.Share(full.Amount, period.Days, period.FullDays, period.Currency),
            Arithmetic = Proration.Arithmetic(full.Amount, period.Days, period.FullDays, period.Currency),
        };
    }
}
