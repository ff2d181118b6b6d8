using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders.Runs;

/// <summary>How far the billing is: the last run, what is due and not done, and what failed.</summary>
internal sealed class GetBillingRun(SubscriptionsDb db, StartPeriods work, TimeProvider clock) : IFeature
{
    /// <summary>Longer than the loop rests, than a batch takes, and than another replica waits for one that has died.</summary>
    private static readonly TimeSpan Stalled = TimeSpan.FromMinutes(5);

    public async Task<Wire.BillingRunStatus> Handle(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var failed = db.WorkLeases.AsNoTracking().Where(l => l.Work == work.Name && l.Attempts > 0);
        // One that another change has made go meanwhile is no failure of today.
        var due = work.Due(db, now);
        var failedIds = await due.Where(item => failed.Any(l => l.ItemId == item.Id)).Select(item => item.Id).ToListAsync(ct);
        var parked = await failed.CountAsync(l => l.ParkedAt != null && due.Any(item => item.Id == l.ItemId), ct);
        var waiting = due.Where(item => !failed.Any(l => l.ItemId == item.Id));
        var left = await waiting.CountAsync(ct);
        var oldest = left > 0 ? await waiting.Select(item => (DateTimeOffset?)item.At).FirstOrDefaultAsync(ct) : null;
        var run = (await db.NewestRuns(1, ct)).SingleOrDefault();

        var lastSign = run?.LastAt > oldest ? run.LastAt : oldest;
        return new Wire.BillingRunStatus
        {
            Run = run?.ToWire(),
            State = left == 0 ? Wire.BillingRunState.Finished
                : now - lastSign > Stalled ? Wire.BillingRunState.Stalled
                : Wire.BillingRunState.Running,
            LeftCount = left,
            FailingCount = failedIds.Count - parked,
            ParkedCount = parked,
            OldestDueTime = oldest?.ToTimestamp(),
        };
    }
}
