using Microsoft.EntityFrameworkCore;

namespace Subscriptions.Orders.Runs;

/// <summary>Adds batches to the runs that they are part of.</summary>
internal static class BillingRunTotals
{
    /// <summary>Each batch becomes part of the newest run whose time it fits, or begins one.</summary>
    /// <param name="runs">Changed, and added to.</param>
    /// <returns>The runs that are new.</returns>
    public static IReadOnlyList<BillingRun> Aggregate(IList<BillingRun> runs, IEnumerable<BillingBatch> batches)
    {
        var begun = new List<BillingRun>();
        foreach (var batch in batches.OrderBy(s => s.At).ThenBy(s => s.Id))
        {
            var run = runs.Where(r => r.Includes(batch.At)).MaxBy(r => r.CreatedAt);
            if (run is null)
            {
                run = BillingRun.Begin(batch);
                runs.Add(run);
                begun.Add(run);
            }

            run.Take(batch);
        }

        return begun;
    }

    /// <summary>The newest runs, with the batches that were not gathered yet, newest first. None of them may be saved.</summary>
    internal static async Task<List<BillingRun>> NewestRuns(this SubscriptionsDb db, int count, CancellationToken ct)
    {
        // Runs first: a batch that is gathered in between is told of by neither, rather than by both. The next look has it.
        var runs = await db.BillingRuns.AsNoTracking().OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(count).ToListAsync(ct);
        Aggregate(runs, await db.BillingBatches.AsNoTracking().ToListAsync(ct));
        return [.. runs.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(count)];
    }
}
