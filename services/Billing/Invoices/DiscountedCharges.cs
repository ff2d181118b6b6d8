using Contracts.Events;

namespace Billing.Invoices;

/// <summary>What a coupon takes off the recurring lines of a period (domain.md "Discounts").</summary>
internal static class DiscountedCharges
{
    /// <param name="charges">Before the discount.</param>
    public static IReadOnlyList<LineCharge> Less(this IReadOnlyList<LineCharge> charges, EventDiscount discount, ServicePeriod period)
    {
        List<decimal> amounts = [.. charges.Where(c => c.Line.Recurring).Select(c => c.Amount)];
        var off = new Queue<(decimal Amount, string Arithmetic)>(
            discount.Percent is { } percent ? OffEach(percent, amounts, period.Currency) : OffAll(discount.AmountOff!.Value, amounts, period));
        return [.. charges.Select(charge => charge.Line.Recurring ? Less(charge, discount, off.Dequeue()) : charge)];
    }

    private static LineCharge Less(LineCharge charge, EventDiscount discount, (decimal Amount, string Arithmetic) off) =>
        off.Amount == 0 ? charge : charge with { Amount = charge.Amount - off.Amount, Discount = LineDiscount.Of(discount, off.Amount, off.Arithmetic) };

    private static IEnumerable<(decimal Amount, string Arithmetic)> OffEach(decimal percent, IReadOnlyList<decimal> amounts, string currency) =>
        amounts.Select(amount => (Proration.Percentage(amount, percent, currency), Proration.PercentageArithmetic(amount, percent, currency)));

    /// <summary>At most what there is.</summary>
    private static IEnumerable<(decimal Amount, string Arithmetic)> OffAll(decimal amountOff, IReadOnlyList<decimal> amounts, ServicePeriod period)
    {
        var total = amounts.Sum();
        var off = Math.Min(Proration.Share(amountOff, period.Days, period.FullDays, period.Currency), total);
        var prorated = period.IsFull ? "" : Proration.Arithmetic(amountOff, period.Days, period.FullDays, period.Currency);
        return Proration.OverLines(off, amounts, period.Currency).Zip(amounts, (part, amount) => (part, Arithmetic(amount)));

        // Empty for an amount that is taken off one line as it is.
        string Arithmetic(decimal amount)
        {
            var share = amount == total ? "" : $"{Text(off)} x {Text(amount)} / {Text(total)}";
            return (prorated.Length, share.Length) switch
            {
                ( > 0, > 0) => $"{prorated} = {Text(off)}; {share}",
                ( > 0, _) => prorated,
                _ => share,
            };
        }

        string Text(decimal amount) => InvoiceWire.Text(amount, period.Currency);
    }
}
