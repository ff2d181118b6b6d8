using Billing.Invoices;

namespace Billing.Credits.Refunds;

/// <summary>What goes back to one payment; above zero, at most what can be paid back of it.</summary>
internal sealed record RefundShare(Payment Payment, decimal Amount);

/// <summary>Divides an amount among the payments that it goes back to. Only computes: nothing is changed.</summary>
internal static class RefundShares
{
    /// <returns>The newest payment first; less than the amount where they brought in less.</returns>
    public static IReadOnlyList<RefundShare> Of(Invoice invoice, decimal amount, Func<Payment, bool> which)
    {
        var shares = new List<RefundShare>();
        foreach (var payment in invoice.Payments.Where(p => p.Refundable > 0 && which(p)).OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id))
        {
            var part = Math.Min(amount, payment.Refundable);
            if (part > 0)
            {
                shares.Add(new RefundShare(payment, part));
                amount -= part;
            }
        }

        return shares;
    }
}
