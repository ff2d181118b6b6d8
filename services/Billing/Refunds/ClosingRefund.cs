using Billing.AccountCredits;
using Billing.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Billing.Refunds;

/// <summary>
/// What of a close's credit goes back by itself: what was paid by card. Other payments are paid back by hand, which a close does not do; that, and
/// what account credit had paid, becomes account credit.
/// </summary>
internal static class ClosingRefund
{
    /// <summary>As events and the account call it.</summary>
    public const string Settlement = "refund";

    /// <param name="surplus">Of the invoice: what was paid above what is owed.</param>
    public static IReadOnlyList<RefundShare> Of(Invoice invoice, decimal surplus) =>
        RefundShares.Of(invoice, surplus, payment => payment.Method == PaymentMethod.Card);

    /// <summary>The charge was under way when a close took back what it was for: as far as the close did, it goes back as if it had come in before.</summary>
    /// <param name="surplus">That the charge has left; it is account credit.</param>
    public static async Task OfLateCharge(BillingDb db, CreditBook book, Invoice invoice, decimal surplus, TimeProvider clock, CancellationToken ct)
    {
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == invoice.SourceId, ct);
        if (account?.Closing is not { Refunds: true } closing)
        {
            return;
        }

        var notes = await db.CreditNotes.AsNoTracking().Where(n => n.InvoiceId == invoice.Id && n.CauseEventId == closing.EventId).ToListAsync(ct);
        var shares = Of(invoice, Math.Min(surplus, notes.Sum(n => n.Total)));
        await new RefundPlanner(db, book, clock).Plan(invoice, shares, reason: "", closing.Actor, ct);
    }
}
