using Billing.Payments.Methods;
using Microsoft.EntityFrameworkCore;

namespace Billing.Payments.Reversals;

/// <summary>Which cards may not be charged, as a payment with them is disputed.</summary>
internal static class DisputedCards
{
    /// <summary>The bank has taken back a payment that its customer made with the card, under whatever token, and it does not stand again.</summary>
    /// <param name="besides">A reversal that does not count.</param>
    public static async Task<bool> IsDisputed(this BillingDb db, SavedPaymentMethod card, CancellationToken ct, Guid? besides = null)
    {
        var charged = await db.PaymentAttempts.Where(a => a.CustomerId == card.CustomerId && a.Fingerprint == card.Fingerprint).Select(a => (Guid?)a.Id).ToListAsync(ct);
        return charged.Count > 0 && await db.Reversals
            .Where(r => r.Kind == ReversalKind.Chargeback && r.AmountRestored < r.Amount && r.Id != besides)
            .AnyAsync(r => db.Invoices.Any(i => i.Id == r.InvoiceId && i.CustomerId == card.CustomerId && i.Payments.Any(p => p.Id == r.PaymentId && charged.Contains(p.AttemptId))), ct);
    }
}
