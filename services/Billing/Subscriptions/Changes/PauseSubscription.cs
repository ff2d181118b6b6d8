using Billing.Accounts;
using Billing.Invoices;
using Billing.Subscriptions.Ordering;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Billing.Subscriptions.Changes;

/// <summary>A subscription stands still: the days that were billed and are not used are kept (domain.md "Pausing").</summary>
internal sealed class PauseSubscription(BillingDb db, SubscriptionOrder order, TimeProvider clock) : OrderedHandler<SubscriptionPaused>(order)
{
    protected override async Task Apply(SubscriptionPaused e, SubscriptionBilling billing, CancellationToken ct)
    {
        var invoices = await db.Invoices.CoveringFrom(e.AggregateId, e.PauseDate).ToListAsync(ct);
        billing.Pause(clock.GetUtcNow());
        invoices.ForEach(invoice => invoice.SuspendDays(e.PauseDate, clock.GetUtcNow()));
    }
}
