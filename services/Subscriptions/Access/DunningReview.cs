using Microsoft.EntityFrameworkCore;
using Subscriptions.Catalogue;
using Subscriptions.CloseReasons;
using Subscriptions.Orders;

namespace Subscriptions.Access;

/// <summary>Does what the dunning cases of a subscription want of it, in the transaction of the caller, who saves.</summary>
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

        var unpaid = records.Any(r => r.ExhaustedAt is not null) ? await Unpaid(ct) : null;
        var running = subscription.Stage.IsRunning();
        // What is lifted makes room for what another case has asked for.
        foreach (var record in records.OrderByDescending(r => r.ResolvedAt is not null).ThenBy(r => r.OpenedAt).ThenBy(r => r.Id))
        {
            record.ActOn(subscription, unpaid, clock.GetUtcNow());
        }

        if (running && subscription is { Stage: Stage.Churned, Closing.ReasonCode: SystemCloseReasons.Unpaid })
        {
            metrics.Closed(SystemCloseReasons.Unpaid, subscription.Closing.ActorKind);
        }
    }

    private async Task<CloseDecision> Unpaid(CancellationToken ct)
    {
        var reason = await db.CloseReasons.AsNoTracking().SingleAsync(r => r.Code == SystemCloseReasons.Unpaid, ct);
        return new CloseDecision(CloseWhen.Now, null, reason.Id, reason.Code, reason.Label, "", ClosingCredit.None);
    }
}
