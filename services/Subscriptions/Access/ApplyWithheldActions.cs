using Microsoft.EntityFrameworkCore;
using ServiceDefaults.DueWork;
using Subscriptions.Orders;

namespace Subscriptions.Access;

/// <summary>Does what dunning has asked for before the day that its notice promised, once that has come.</summary>
internal sealed class ApplyWithheldActions(SubscriptionMetrics metrics, TimeProvider clock) : DueWork<SubscriptionsDb>
{
    public override string Name => "apply-withheld-actions";

    public override IQueryable<DueItem> Due(SubscriptionsDb db, DateTimeOffset now) =>
        db.DunningRecords.Where(r => r.NextCheckAt != null && r.NextCheckAt <= now).OrderBy(r => r.NextCheckAt)
            .Select(r => new DueItem { Id = r.Id, At = r.NextCheckAt!.Value });

    public override async Task Handle(SubscriptionsDb db, Guid id, DateTimeOffset now, CancellationToken ct) =>
        await new DunningReview(db, metrics, clock).Of(await db.DunningRecords.FirstAsync(r => r.Id == id, ct), ct);
}
