using Microsoft.EntityFrameworkCore;
using ServiceDefaults.DueWork;

namespace Subscriptions.Orders.Runs;

/// <summary>Adds what batches have counted to their runs, so that few rows are left of each run. Two who meet collide on the run, and one begins again.</summary>
internal sealed class AggregateBillingBatches : DueWork<SubscriptionsDb>
{
    /// <summary>Long after its batch, so that counting never meets billing.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(10);

    /// <summary>How long runs are remembered.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public override string Name => "aggregate-billing-batches";

    public override int MaximumBatch => 200;

    public override IQueryable<DueItem> Due(SubscriptionsDb db, DateTimeOffset now)
    {
        var until = now - Delay;
        return db.BillingBatches.Where(s => s.At <= until).OrderBy(s => s.At).Select(s => new DueItem { Id = s.Id, At = s.At });
    }

    public override Task Handle(SubscriptionsDb db, Guid id, DateTimeOffset now, CancellationToken ct) => HandleMany(db, [id], now, ct);

    public override async Task HandleMany(SubscriptionsDb db, IReadOnlyList<Guid> ids, DateTimeOffset now, CancellationToken ct)
    {
        var batches = await db.BillingBatches.Where(s => ids.Contains(s.Id)).ToListAsync(ct);
        if (batches.Count == 0)
        {
            return;
        }

        var (first, last) = (batches.Min(s => s.At) - BillingRun.Pause, batches.Max(s => s.At) + BillingRun.Pause);
        var runs = await db.BillingRuns.Where(r => r.CreatedAt <= last && r.LastAt >= first).ToListAsync(ct);
        db.BillingRuns.AddRange(BillingRunTotals.Aggregate(runs, batches));
        db.BillingBatches.RemoveRange(batches);

        var old = now - Kept;
        await db.BillingRuns.Where(r => r.CreatedAt < old).ExecuteDeleteAsync(ct);
    }
}
