using Microsoft.EntityFrameworkCore;
using ServiceDefaults.DueWork;

namespace Subscriptions.Orders;

/// <summary>Tells customers of the end of their trial and of long periods before they are charged; Notifications writes the mails.</summary>
internal sealed class SendChargeNotices : DueWork<SubscriptionsDb>
{
    public override string Name => "send-charge-notices";

    public override IQueryable<DueItem> Due(SubscriptionsDb db, DateTimeOffset now) =>
        db.Subscriptions.Where(s => s.ChargeNoticeDueAt != null && s.ChargeNoticeDueAt <= now).OrderBy(s => s.ChargeNoticeDueAt)
            .Select(s => new DueItem { Id = s.Id, At = s.ChargeNoticeDueAt!.Value });

    public override async Task Handle(SubscriptionsDb db, Guid id, DateTimeOffset now, CancellationToken ct) =>
        (await OrderStore.WholeOf(db).FirstAsync(s => s.Id == id, ct)).RaiseDueChargeNotice(now);
}
