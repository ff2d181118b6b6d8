using Billing.Accounts;
using Billing.Invoices;
using Billing.Subscriptions.Ordering;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Billing.Subscriptions.Changes;

/// <summary>A pause is over: the days that it has kept are served from the day of the resume on.</summary>
internal sealed class ResumeSubscription(BillingDb db, SubscriptionOrder order, TimeProvider clock) : OrderedHandler<SubscriptionResumed>(order)
{
    protected override async Task Apply(SubscriptionResumed e, SubscriptionBilling billing, CancellationToken ct)
    {
        var invoices = await db.Invoices.Where(i => i.SourceId == e.AggregateId && i.CoveredUntil == DateOnly.MaxValue).ToListAsync(ct);
        billing.Resume(clock.GetUtcNow());
        invoices.ContinueDays(e.ResumeDate, clock.GetUtcNow());
    }
}
