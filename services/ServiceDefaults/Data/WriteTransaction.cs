using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ServiceDefaults.Data;

/// <summary>
/// A transaction that writes. SQLite has one writer at a time, and its driver waits for its turn by blocking a thread: many at once
/// would take every thread from the very one that could finish. Here they wait in a queue that holds no thread. Other
/// servers queue by themselves.
/// </summary>
internal sealed class WriteTransaction : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Queues = new(StringComparer.Ordinal);

    private readonly IDbContextTransaction _transaction;
    private readonly SemaphoreSlim? _queue;

    private WriteTransaction(IDbContextTransaction transaction, SemaphoreSlim? queue)
    {
        _transaction = transaction;
        _queue = queue;
    }

    public static async Task<WriteTransaction> Begin(ServiceDb db, CancellationToken ct)
    {
        var queue = db.Database.IsSqlite() ? Queues.GetOrAdd(db.Database.GetConnectionString() ?? "", _ => new SemaphoreSlim(1, 1)) : null;
        if (queue is not null)
        {
            await queue.WaitAsync(ct);
        }

        try
        {
            return new WriteTransaction(await db.Database.BeginTransactionAsync(ct), queue);
        }
        catch
        {
            queue?.Release();
            throw;
        }
    }

    public Task CommitAsync(CancellationToken ct) => _transaction.CommitAsync(ct);

    /// <summary>Rolls back what was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _transaction.DisposeAsync();
        }
        finally
        {
            _queue?.Release();
        }
    }
}
