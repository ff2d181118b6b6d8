using Billing.Accounts;
using Billing.Credits.CreditNotes;
using Billing.Invoices;
using Billing.Subscriptions.Ordering;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.Subscriptions.Closing;

/// <summary>
/// A subscription ended: the days that were billed and are not used are released. What its close credits of them is credited, or reserved as long as
/// the close can be undone. What is left unpaid stays due.
/// </summary>
internal sealed class CloseSubscription(BillingDb db, SubscriptionOrder order, CreditNoteIssuer credits, TimeProvider clock)
    : OrderedHandler<SubscriptionClosed>(order), IEventHandler<SubscriptionClosed>
{
    public static bool Batched => true;

    protected override async Task Apply(SubscriptionClosed e, SubscriptionBilling billing, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        billing.Close(e, now);
        var unused = ClosingCredit.FirstUnused(e.EndDate, e.PeriodStart);
        var invoices = await db.Invoices.CoveringFrom(e.AggregateId, unused, e.Credit == ClosingCredit.Full ? e.PeriodStart : null).ToListAsync(ct);
        foreach (var (invoice, lines) in ClosingCredit.Of(invoices, e.Credit, unused, e.PeriodStart, e.PeriodEnd))
        {
            if (e.UndoUntil is null)
            {
                await credits.Issue(invoice, lines, billing.Closing!, ct);
            }
            else
            {
                invoice.Reserve(lines, now);
            }
        }

        invoices.ForEach(invoice => invoice.ReleaseDays(unused, e.EventId, now));
    }
}
