using Microsoft.EntityFrameworkCore.Storage;

namespace ServiceDefaults.Data;

/// <summary>A transaction that writes, begun when it is its turn: see <see cref="WriteQueue"/>.</summary>
public sealed class WriteTransaction : IAsyncDisposable
{
    private readonly ServiceDb _db;
    private readonly IDbContextTransaction _transaction;
    private IDisposable? _turn;

    private WriteTransaction(ServiceDb db, IDbContextTransaction transaction, IDisposable? turn)
    {
        _db = db;
        _transaction = transaction;
        _turn = turn;
    }

    public static async Task<WriteTransaction> Begin(ServiceDb db, CancellationToken ct)
    {
        var turn = await WriteQueue.Enter(db, ct);
        try
        {
            // Nobody goes on in a transaction in which something failed, so there is nothing to go back to.
            db.Database.AutoSavepointsEnabled = false;
            return new WriteTransaction(db, await db.Database.BeginTransactionAsync(ct), turn);
        }
        catch
        {
            turn?.Dispose();
            throw;
        }
    }

    /// <summary>Returns when the commit is durable; the next who writes need not wait for that.</summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        await _transaction.CommitAsync(ct);
        EndTurn();
        await SqliteFlush.Flushed(_db);
    }

    /// <summary>Rolls back what was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        _db.ForgetSaved();
        try
        {
            await _transaction.DisposeAsync();
        }
        finally
        {
            EndTurn();
        }
    }

    private void EndTurn()
    {
        _turn?.Dispose();
        _turn = null;
    }
}
