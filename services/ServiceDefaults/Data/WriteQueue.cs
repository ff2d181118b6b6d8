using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace ServiceDefaults.Data;

/// <summary>
/// SQLite has one writer at a time, and its driver waits for its turn by putting a thread to sleep, 150 ms at a time: many at once
/// would take every thread from the very one that could finish. So whoever writes waits here, where waiting holds no thread and
/// ends at once. Other servers queue by themselves.
/// </summary>
public static class WriteQueue
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Queues = new(StringComparer.Ordinal);

    /// <summary>For an update or a deletion by query outside of a transaction, of what may be lost in a failure of the machine: leases, and that an event was published.</summary>
    public static async Task<int> InTurn(this ServiceDb db, Func<Task<int>> write, CancellationToken ct)
    {
        using var turn = await Enter(db, ct);
        return await write();
    }

    /// <returns>Whatever ends the turn when disposed; null where no turn is needed.</returns>
    internal static async ValueTask<IDisposable?> Enter(ServiceDb db, CancellationToken ct)
    {
        if (!db.Database.IsSqlite())
        {
            return null;
        }

        var queue = Queues.GetOrAdd(db.Database.GetConnectionString() ?? "", _ => new SemaphoreSlim(1, 1));
        await queue.WaitAsync(ct);
        return new Turn(queue);
    }

    private sealed class Turn(SemaphoreSlim queue) : IDisposable
    {
        public void Dispose() => queue.Release();
    }
}
