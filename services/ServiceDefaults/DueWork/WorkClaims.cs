using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;

namespace ServiceDefaults.DueWork;

/// <summary>How replicas share due work: each claims items with a lease, before it begins any of them.</summary>
internal static class WorkClaims
{
    private const int BatchSize = 50;

    /// <summary>The next items that are neither claimed nor parked.</summary>
    /// <param name="lease">For how long they are held.</param>
    /// <returns>Empty when there are none, or when others were quicker.</returns>
    public static async Task<List<DueItem>> Claim<TDb>(this TDb db, DueWork<TDb> work, DateTimeOffset now, TimeSpan lease, CancellationToken ct)
        where TDb : ServiceDb
    {
        var until = now + lease;
        var free = work.Due(db, now)
            .Where(item => !db.WorkLeases.Any(l => l.Work == work.Name && l.ItemId == item.Id && (l.ParkedAt != null || l.LeaseUntil > now)))
            .Take(BatchOf(work));
        var due = await free.ToListAsync(ct);
        if (work is DueBatch<TDb>)
        {
            // It claims them itself.
            return due;
        }

        if (due.Count > 1)
        {
            if (await db.HoldAll(work.Name, due, until, ct))
            {
                return due;
            }

            // Where another replica was quicker, what it holds need not be tried again.
            due = await free.ToListAsync(ct);
        }

        var claimed = new List<DueItem>(due.Count);
        foreach (var item in due)
        {
            if (await db.HoldOne(work.Name, item.Id, now, until, ct))
            {
                claimed.Add(item);
            }
        }

        return claimed;
    }

    /// <summary>Of work that waits no more than begins at once, since the lease runs from the claim on.</summary>
    private static int BatchOf<TDb>(DueWork<TDb> work)
        where TDb : ServiceDb => work.AtOnce > 1 ? work.AtOnce : Math.Max(BatchSize, work.MaximumBatch);

    /// <summary>Claims what nobody has held before, in one go.</summary>
    /// <returns>False when something of it is held, or has failed before: then it is claimed one by one.</returns>
    private static Task<bool> HoldAll(this ServiceDb db, string work, List<DueItem> due, DateTimeOffset until, CancellationToken ct) =>
        db.Add(due.Select(item => new WorkLease { Work = work, ItemId = item.Id, LeaseUntil = until }), ct);

    private static async Task<bool> HoldOne(this ServiceDb db, string work, Guid id, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        var renewed = await db.InTurn(
            () => db.WorkLeases
                .Where(l => l.Work == work && l.ItemId == id && l.ParkedAt == null && l.LeaseUntil <= now)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.LeaseUntil, until), ct),
            ct);
        return renewed == 1 || await db.Add([new WorkLease { Work = work, ItemId = id, LeaseUntil = until }], ct);
    }

    /// <returns>False when another replica was first with one of them; then none is added.</returns>
    private static async Task<bool> Add(this ServiceDb db, IEnumerable<WorkLease> leases, CancellationToken ct)
    {
        db.WorkLeases.AddRange(leases);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
