using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;

namespace ServiceDefaults.Telemetry;

/// <summary>What waits and what is stuck in one service's database.</summary>
/// <param name="PendingEvents">Outbox rows that are not completed.</param>
/// <param name="Due">By work, what is due and not parked.</param>
/// <param name="Parked">By kind, what is parked until staff look at it.</param>
internal sealed record BacklogCounts(long PendingEvents, IReadOnlyList<(string Work, long Count)> Due, IReadOnlyList<(string Kind, long Count)> Parked)
{
    /// <summary>By indexed columns alone, so that counting costs what is open and not what ever was.</summary>
    public static async Task<BacklogCounts> Of(ServiceDb db, IDueWorkLoop? loop, CancellationToken ct) => new(
        await db.Outbox.LongCountAsync(m => m.CompletedAt == null, ct),
        loop is null ? [] : await loop.CountDue(ct),
        [
            ("messages", await db.ParkedMessages.LongCountAsync(m => m.DiscardedAt == null, ct)),
            ("due_work", await db.WorkLeases.LongCountAsync(l => l.ParkedAt != null, ct)),
        ]);
}
