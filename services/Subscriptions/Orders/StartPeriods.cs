using Microsoft.EntityFrameworkCore;
using ServiceDefaults.DueWork;

namespace Subscriptions.Orders;

/// <summary>Starts due billing periods, one after the other where several were missed; Billing invoices each.</summary>
public sealed class StartPeriods : DueWork<SubscriptionsDb>
{
    public override string Name => "start-periods";

    public override IQueryable<DueItem> Due(SubscriptionsDb db, DateTimeOffset now) =>
        db.Subscriptions.Where(s => s.NextInvoiceAt != null && s.NextInvoiceAt <= now).OrderBy(s => s.NextInvoiceAt)
            .Select(s => new DueItem { Id = s.Id, At = s.NextInvoiceAt!.Value });

    public override async Task Handle(SubscriptionsDb db, Guid id, DateTimeOffset now, CancellationToken ct) =>
        (await OrderStore.WholeOf(db).FirstAsync(s => s.Id == id, ct)).StartDuePeriod(now);
}
