using Billing.AccountCredits;
using Billing.Invoices;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Billing.Credits.Refunds;

/// <summary>
/// What goes back by itself of the credit of a close, or of a pass that was taken back: what was paid by card. Other payments are paid back by hand, which neither
/// does; that, and what account credit had paid, becomes account credit.
/// </summary>
internal static class ClosingRefund
{
    /// <param name="surplus">Of the invoice: what was paid above what is owed.</param>
    public static IReadOnlyList<RefundShare> Of(Invoice invoice, decimal surplus) =>
        RefundShares.Of(invoice, surplus, payment => payment.Method == PaymentMethod.Card);

    /// <summary>The charge was under way when what it was for was taken back: as far as it was, it goes back as if it had come in before.</summary>
    /// <param name="surplus">That the charge has left; it is account credit.</param>
    public static async Task OfLateCharge(BillingDb db, CustomerBalances balances, Invoice invoice, decimal surplus, TimeProvider clock, CancellationToken ct)
    {
        if (await Refunding(db, invoice, ct) is not var (cause, actor))
        {
            return;
        }

        var notes = await db.CreditNotes.AsNoTracking().Where(n => n.InvoiceId == invoice.Id && n.CauseEventId == cause).ToListAsync(ct);
        var shares = Of(invoice, Math.Min(surplus, notes.Sum(n => n.Total)));
        await new RefundPlanner(db, balances, clock).Plan(invoice, shares, "", actor, ct);
    }

    /// <summary>The event that took back what the invoice bills, where what was paid of it is refunded, and who decided it; null otherwise.</summary>
    private static async Task<(Guid Cause, EventActor Actor)?> Refunding(BillingDb db, Invoice invoice, CancellationToken ct)
    {
        if (invoice.Kind == InvoiceKind.Pass)
        {
            var pass = await db.SoldPasses.AsNoTracking().FirstOrDefaultAsync(p => p.Id == invoice.SourceId, ct);
            return pass?.Withdrawal is { Refunds: true } withdrawal ? (withdrawal.EventId, withdrawal.Actor) : null;
        }

        var billing = await db.SubscriptionBillings.AsNoTracking().FirstOrDefaultAsync(a => a.Id == invoice.SourceId, ct);
        return billing?.Closing is { Refunds: true } closing ? (closing.EventId, closing.Actor) : null;
    }
}
