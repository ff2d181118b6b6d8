using Billing.Accounts;
using Billing.Subscriptions.Ordering;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.Dunning.Cases;

/// <summary>Subscriptions has restricted what is unpaid.</summary>
internal sealed class RecordRestriction(BillingDb db, SubscriptionOrder order, TimeProvider clock) : OrderedHandler<SubscriptionRestricted>(order)
{
    protected override async Task Apply(SubscriptionRestricted e, SubscriptionBilling billing, CancellationToken ct) =>
        (await db.DunningCases.FirstOrDefaultAsync(c => c.Id == e.CaseId, ct))?.Restricted(e.OccurredAt, clock.GetUtcNow());
}

/// <summary>Subscriptions has closed what is unpaid, though it had been withheld.</summary>
internal sealed class RecordUnpaidClose(BillingDb db, TimeProvider clock) : IEventHandler<SubscriptionClosed>
{
    public static bool Concerns(SubscriptionClosed e) => e.Reason.Code == "unpaid";

    public async Task Handle(SubscriptionClosed e, CancellationToken ct)
    {
        foreach (var paused in await db.DunningCases.Where(c => c.SourceId == e.AggregateId && c.State == DunningState.Paused).ToListAsync(ct))
        {
            paused.ClosedUnpaid(clock.GetUtcNow());
        }
    }
}

/// <summary>Subscriptions has not done what dunning asked for, as no notice was delivered in time, or its day has not come.</summary>
internal sealed class RecordWithheldAction(BillingDb db, TimeProvider clock) : IEventHandler<DunningActionWithheld>
{
    public async Task Handle(DunningActionWithheld e, CancellationToken ct) =>
        (await db.DunningCases.FirstOrDefaultAsync(c => c.Id == e.AggregateId, ct))?.Withheld(e.Step, e.Reason, e.OccurredAt, clock.GetUtcNow());
}
