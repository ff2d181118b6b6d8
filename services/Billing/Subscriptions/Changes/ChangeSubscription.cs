using Billing.AccountCredits;
using Billing.Accounts;
using Billing.Credits.CreditNotes;
using Billing.Invoices;
using Billing.Payments.Charging;
using Billing.Subscriptions.Closing;
using Billing.Subscriptions.Ordering;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Billing.Subscriptions.Changes;

/// <summary>
/// Plan or quantity changed within a period: the days that were billed and are not used yet are credited on the invoices that billed them, and
/// billed anew. The credit pays the new invoice by itself; the rest is charged like any other.
/// </summary>
internal sealed class ChangeSubscription(
    BillingDb db, SubscriptionOrder order, InvoiceFinaliser finaliser, CreditNoteIssuer credits, CustomerBalances balances, ChargePlanner charges, TimeProvider clock)
    : OrderedHandler<SubscriptionChanged>(order)
{
    protected override async Task Apply(SubscriptionChanged e, SubscriptionBilling billing, CancellationToken ct)
    {
        if (e.Proration is not { } change)
        {
            return;
        }

        var (now, from) = (clock.GetUtcNow(), ServicePeriod.Of(change).Start);
        var billed = await db.Invoices.CoveringFrom(e.AggregateId, from).ToListAsync(ct);
        var invoice = Invoice.DraftOfChange(e, change, now);
        await finaliser.Finalise(invoice, e.Actor, ct);
        db.Invoices.Add(invoice);
        foreach (var (given, lines) in ClosingCredit.Of(billed, ClosingCredit.Prorated, from, null, null))
        {
            await credits.Issue(given, lines, e, ct);
        }

        billed.ForEach(given => given.ReleaseDays(from, e.EventId, now));
        await balances.Apply(invoice, ct);
        await charges.ChargeIssued(invoice, ct);
    }

    /// <summary>It may have been to periods of another length, of which one began.</summary>
    protected override void Skipped(SubscriptionBilling billing) => billing.CountSkipped();
}
