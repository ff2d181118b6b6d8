using Microsoft.EntityFrameworkCore;
using ServiceDefaults.DueWork;

namespace Subscriptions.Orders;

/// <summary>Lets closes credit what they have reserved, once they can no longer be undone.</summary>
internal sealed class FinaliseClosings : DueWork<SubscriptionsDb>
{
    public override string Name => "finalise-closings";

    public override IQueryable<DueItem> Due(SubscriptionsDb db, DateTimeOffset now) =>
        db.Subscriptions.Where(s => s.CreditDueAt != null && s.CreditDueAt <= now).OrderBy(s => s.CreditDueAt)
            .Select(s => new DueItem { Id = s.Id, At = s.CreditDueAt!.Value });

    public override async Task Handle(SubscriptionsDb db, Guid id, DateTimeOffset now, CancellationToken ct) =>
        (await OrderStore.WholeOf(db).FirstAsync(s => s.Id == id, ct)).FinaliseDueClose(now);
}
