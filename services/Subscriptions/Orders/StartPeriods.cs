using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.DueWork;
using Subscriptions.Orders.Runs;

namespace Subscriptions.Orders;

/// <summary>Starts due billing periods, many subscriptions at once, one period after the other where several were missed; Billing invoices each.</summary>
internal sealed class StartPeriods : DueWork<SubscriptionsDb>
{
    public override string Name => "start-periods";

    public override IQueryable<DueItem> Due(SubscriptionsDb db, DateTimeOffset now) =>
        db.Subscriptions.Where(s => s.NextInvoiceAt != null && s.NextInvoiceAt <= now).OrderBy(s => s.NextInvoiceAt)
            .Select(s => new DueItem { Id = s.Id, At = s.NextInvoiceAt!.Value });

    public override async Task Handle(SubscriptionsDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        if ((await OrderStore.WholeOf(db).FirstAsync(s => s.Id == id, ct)).StartDuePeriod(now))
        {
            db.BillingBatches.Add(BillingBatch.OfDone(1, now));
        }
    }

    public override void OnParked(SubscriptionsDb db, Guid id, DateTimeOffset now) => db.BillingBatches.Add(BillingBatch.OfParked(now));

    public override int MaximumBatch => 200;

    public override async Task HandleMany(SubscriptionsDb db, IReadOnlyList<Guid> ids, DateTimeOffset now, CancellationToken ct)
    {
        var orders = await OrderStore.WholeOf(db).Where(s => ids.Contains(s.Id)).OrderBy(s => s.NextInvoiceAt).ToListAsync(ct);
        orders.ForEach(order => order.StartDuePeriod(now));
        List<PeriodStarted> periods = [.. orders.SelectMany(order => order.TakeRaised<PeriodStarted>())];
        if (periods.Count > 0)
        {
            db.BillingBatches.Add(BillingBatch.OfDone(periods.Count, now));
            db.Announce(new PeriodsStarted(Guid.CreateVersion7(), Guid.CreateVersion7(), Caller.System, now, periods));
        }
    }
}
