using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Subscriptions.CloseReasons;
using Subscriptions.Orders;

namespace Subscriptions.Access;

/// <summary>Does what the dunning cases of a subscription want of it, in the transaction of whoever saves.</summary>
internal sealed class DunningReview(SubscriptionsDb db, SubscriptionMetrics metrics, TimeProvider clock)
{
    /// <summary>Those that may still want something, by any order of their subscriptions.</summary>
    public async Task OfSubscription(Guid id, CancellationToken ct)
    {
        var records = await db.DunningRecords.Where(r => r.SubscriptionId == id && r.ResolvedAt == null).ToListAsync(ct);
        await Review(id, records, ct);
    }

    public async Task OfCustomer(Guid id, CancellationToken ct)
    {
        var subscriptions = await db.DunningRecords
            .Where(r => r.ResolvedAt == null && db.Subscriptions.Any(s => s.Id == r.SubscriptionId && s.CustomerId == id))
            .Select(r => r.SubscriptionId!.Value).Distinct().ToListAsync(ct);
        foreach (var subscription in subscriptions)
        {
            await OfSubscription(subscription, ct);
        }
    }

    /// <summary>One whose facts have changed, and after it the others of its subscription.</summary>
    public async Task Of(DunningRecord record, CancellationToken ct)
    {
        if (record.SubscriptionId is not { } id)
        {
            return;
        }

        var others = await db.DunningRecords.Where(r => r.SubscriptionId == id && r.ResolvedAt == null && r.Id != record.Id).ToListAsync(ct);
        await Review(id, [record, .. others], ct);
    }

    private async Task Review(Guid id, List<DunningRecord> records, CancellationToken ct)
    {
        if (records.Count == 0 || await OrderStore.WholeOf(db).FirstOrDefaultAsync(s => s.Id == id, ct) is not { } subscription)
        {
            return;
        }

        // What is lifted makes room for what another case has asked for, however it is dated.
        foreach (var record in records.OrderByDescending(r => r.ResolvedAt is not null).ThenBy(r => r.OpenedAt).ThenBy(r => r.Id))
        {
            await Act(record, subscription, ct);
        }
    }

    private async Task Act(DunningRecord record, Subscription subscription, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var decision = record.Decide(subscription.Stage, subscription.Restriction?.CaseId, subscription.Customer.Zone, now);
        switch (decision.Action)
        {
            case DunningAction.Restrict:
                subscription.Restrict(record.RestrictionNotice(), now);
                record.Restricted(now);
                // A close may be asked for too, and wait for its own day.
                await Act(record, subscription, ct);
                break;
            case DunningAction.Close:
                if (subscription.CloseUnpaid(record.FinalNotice(), await Unpaid(ct), now))
                {
                    metrics.Closed(SystemCloseReasons.Unpaid, subscription.Closing!.ActorKind);
                }

                record.TookFinalAction(now);
                break;
            case DunningAction.Restore:
                subscription.RestoreAccess(record.Id, now);
                record.Settle(now);
                break;
            case DunningAction.Withhold:
                record.Withhold(decision, Subject.Subscription(subscription.Id, subscription.Number, subscription.PlanName), subscription.Customer.ForEvents(), now);
                break;
            default:
                if (subscription.Stage == Stage.Churned && record is { ExhaustedAt: not null, FinalActionAt: null })
                {
                    record.TookFinalAction(now);
                }

                record.Settle(now);
                break;
        }
    }

    private async Task<CloseDecision> Unpaid(CancellationToken ct)
    {
        var reason = await db.CloseReasons.AsNoTracking().SingleAsync(r => r.Code == SystemCloseReasons.Unpaid, ct);
        return new CloseDecision(CloseWhen.Now, null, reason.Id, reason.Code, reason.Label, "", ClosingCredit.None);
    }
}
