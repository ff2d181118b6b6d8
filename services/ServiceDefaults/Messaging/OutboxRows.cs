using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;

namespace ServiceDefaults.Messaging;

/// <summary>Who holds which messages of an outbox, and which are done with. All by conditional updates, since replicas compete.</summary>
internal static class OutboxRows
{
    /// <summary>Takes what nobody holds, or not any more, oldest first.</summary>
    public static async Task<List<OutboxMessage>> Claim(this ServiceDb db, int most, DateTimeOffset now, CancellationToken ct)
    {
        var candidates = await db.Outbox
            .Where(m => m.CompletedAt == null && (m.LeaseUntil == null || m.LeaseUntil <= now))
            .OrderBy(m => m.Sequence).Select(m => m.Sequence).Take(most).ToListAsync(ct);
        if (candidates.Count == 0)
        {
            return [];
        }

        var lease = Guid.CreateVersion7();
        var until = now + OutboxChannel.Lease;
        await db.InTurn(
            () => db.Outbox
                .Where(m => candidates.Contains(m.Sequence) && m.CompletedAt == null && (m.LeaseUntil == null || m.LeaseUntil <= now))
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(m => m.LeaseId, lease)
                        .SetProperty(m => m.LeaseUntil, until)
                        .SetProperty(m => m.Attempts, m => m.Attempts + 1),
                    ct),
            ct);
        return await db.Outbox.AsNoTracking().Where(m => m.LeaseId == lease).OrderBy(m => m.Sequence).ToListAsync(ct);
    }

    public static async Task Complete(this ServiceDb db, IReadOnlyList<long> sequences, DateTimeOffset now, CancellationToken ct)
    {
        if (sequences.Count > 0)
        {
            DateTimeOffset? completed = now;
            await db.InTurn(
                () => db.Outbox.Where(m => sequences.Contains(m.Sequence)).ExecuteUpdateAsync(set => set.SetProperty(m => m.CompletedAt, completed), ct), ct);
        }
    }

    /// <summary>So that this replica, or another one, can take them without waiting for their leases to end.</summary>
    public static Task Free(this ServiceDb db, IReadOnlyList<long> sequences, CancellationToken ct) =>
        db.Free(db.Outbox.Where(m => sequences.Contains(m.Sequence) && m.CompletedAt == null), ct);

    /// <summary>Whoever held them is no more.</summary>
    public static Task FreeAll(this ServiceDb db, CancellationToken ct) => db.Free(db.Outbox.Where(m => m.CompletedAt == null && m.LeaseUntil != null), ct);

    private static Task Free(this ServiceDb db, IQueryable<OutboxMessage> held, CancellationToken ct) =>
        db.InTurn(
            () => held.ExecuteUpdateAsync(
                set => set.SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null).SetProperty(m => m.LeaseId, (Guid?)null), ct),
            ct);
}
