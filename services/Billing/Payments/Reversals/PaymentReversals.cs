using Billing.AccountCredits;
using Billing.Invoices;
using Billing.Payments.Methods;
using Billing.Payments.Providers;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;

namespace Billing.Payments.Reversals;

/// <summary>Writes down that payments do not stand, and that they stand again, in the caller's transaction: for staff and for the payment provider. The caller saves.</summary>
internal sealed class PaymentReversals(BillingDb db, CustomerBalances balances, TimeProvider clock)
{
    /// <summary>
    /// As much as the payment had brought above what is owed comes out of the customer's account credit, as far as that is still there. The rest is due again; but never
    /// more than the invoice is owed.
    /// </summary>
    /// <param name="amount">Above zero; null for all that is left of the payment.</param>
    /// <exception cref="DomainException">NOTHING_LEFT of payment_id; REVERSAL_ABOVE_LEFT, REVERSAL_ABOVE_CREDIT of amount; NOT_BY_CARD, CHARGED_BY_PROVIDER of kind; BEFORE_PAYMENT of date.</exception>
    public async Task<PaymentReversal> Reverse(Invoice invoice, Payment payment, decimal? amount, ReversalFacts facts, EventActor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var wanted = amount ?? payment.Refundable;
        invoice.RequireReversible(payment, wanted, facts);
        var credit = (await balances.Find(invoice.CustomerId, invoice.Currency, ct))?.Amount ?? 0;
        var fromCredit = invoice.CreditTakenBy(wanted, credit);
        if (invoice.OwedAfter(wanted, fromCredit) is var above and > 0)
        {
            throw DomainException.InvalidArgument("amount", "REVERSAL_ABOVE_CREDIT",
                $"is more than can be taken back: {InvoiceWire.Text(above, invoice.Currency)} {invoice.Currency} of it became account credit that is used up. Give that credit first, or take back less.");
        }

        if (fromCredit > 0)
        {
            await balances.Enter(new CreditChange(CreditReason.PaymentReversed, -fromCredit, actor) { Invoice = invoice }, invoice, ct);
        }

        var reversal = PaymentReversal.Write(invoice, payment, facts, wanted, actor, now);
        db.Reversals.Add(reversal);
        invoice.Reverse(payment, reversal, fromCredit, actor, now);
        if (facts.Kind == ReversalKind.Chargeback)
        {
            foreach (var card in (await CardsOf(payment, ct)).Where(card => card.RefusedFor is null))
            {
                card.Refuse(FailureCause.Disputed, now);
            }
        }

        return reversal;
    }

    /// <param name="amount">Above zero; null for all that is missing.</param>
    /// <exception cref="DomainException">NOTHING_LEFT of reversal_id, RESTORED_ABOVE_REVERSED of amount; INVOICE_VOID.</exception>
    public async Task Restore(Invoice invoice, PaymentReversal reversal, decimal? amount, string reason, EventActor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (reversal.Missing == 0)
        {
            throw DomainException.InvalidArgument("reversal_id", "NOTHING_LEFT", "stands again already.");
        }

        if (amount > reversal.Missing)
        {
            throw DomainException.InvalidArgument("amount", "RESTORED_ABOVE_REVERSED",
                $"is more than the {InvoiceWire.Text(reversal.Missing, invoice.Currency)} {invoice.Currency} that was taken back and does not stand again.");
        }

        var restored = amount ?? reversal.Missing;
        invoice.Restore(reversal, restored, reason, actor, now);
        reversal.Restore(restored, reason, now);
        if (invoice.State == InvoiceState.Paid && invoice.PendingAttemptId is { } pending)
        {
            // What waits for the customer's confirmation is cancelled: nothing is to be confirmed any more.
            (await db.PaymentAttempts.FirstOrDefaultAsync(a => a.Id == pending && a.ConfirmBy != null, ct))?.Replace(now);
        }

        await balances.ReleaseSurplus(invoice, actor, creditNote: "", note: "", ct);
        if (reversal is { Kind: ReversalKind.Chargeback, Missing: 0 })
        {
            await AcceptCards(invoice.Payments.Single(p => p.Id == reversal.PaymentId), reversal, now, ct);
        }
    }

    /// <summary>Unless another payment with the card is still disputed.</summary>
    private async Task AcceptCards(Payment payment, PaymentReversal restored, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var card in await CardsOf(payment, ct))
        {
            if (card.RefusedFor == FailureCause.Disputed && !await db.IsDisputed(card, ct, besides: restored.Id))
            {
                card.Accept(now);
            }
        }
    }

    /// <summary>The card that the payment was charged to, under whatever token its customer has saved it since.</summary>
    private async Task<List<SavedPaymentMethod>> CardsOf(Payment payment, CancellationToken ct)
    {
        var attempt = payment.AttemptId is { } id ? await db.PaymentAttempts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, ct) : null;
        return attempt is null ? [] : await db.PaymentMethods.Where(m => m.CustomerId == attempt.CustomerId && m.Fingerprint == attempt.Fingerprint).ToListAsync(ct);
    }
}
