using Microsoft.EntityFrameworkCore;
using ServiceDefaults.DueWork;

namespace Subscriptions.Orders;

/// <summary>Lets scheduled closes take effect.</summary>
internal sealed class ApplyScheduledCloses : DueWork<SubscriptionsDb>
{
    public override string Name => "apply-scheduled-closes";

    public override IQueryable<DueItem> Due(SubscriptionsDb db, DateTimeOffset now) =>
        db.Subscriptions.Where(s => s.CloseDueAt != null && s.CloseDueAt <= now).OrderBy(s => s.CloseDueAt)
            .Select(s => new DueItem { Id = s.Id, At = s.CloseDueAt!.Value });

    public override async Task Handle(SubscriptionsDb db, Guid id, DateTimeOffset now, CancellationToken ct) =>
        (await OrderStore.WholeOf(db).FirstAsync(s => s.Id == id, ct)).ApplyDueClose(now);
}
