namespace ServiceDefaults.Data;

/// <summary>
/// What one call writes, in one transaction that begins with its first write. What the call reads and asks of other services before that holds
/// up nobody who writes; that what it read has changed meanwhile shows in the versions of the rows, or in a row that it claims by a conditional update.
/// </summary>
public sealed class CallTransaction : IAsyncDisposable
{
    private static readonly AsyncLocal<CallTransaction?> Ambient = new();

    private readonly ServiceDb _db;
    private WriteTransaction? _transaction;

    private CallTransaction(ServiceDb db, bool afterConflict)
    {
        _db = db;
        AfterConflict = afterConflict;
    }

    /// <summary>Of the call that is being answered; null elsewhere.</summary>
    public static CallTransaction? Current => Ambient.Value;

    /// <summary>An earlier run of the call met another change. Where many meet again and again, this one claims what it is going to change before it reads.</summary>
    public bool AfterConflict { get; }

    public bool HasBegun => _transaction is not null;

    /// <summary>Not asynchronous: what is ambient here is so for the caller.</summary>
    internal static CallTransaction Open(ServiceDb db, bool afterConflict) => Ambient.Value = db.Call = new CallTransaction(db, afterConflict);

    internal async ValueTask Begin(CancellationToken ct) => _transaction ??= await WriteTransaction.Begin(_db, ct);

    internal Task CommitAsync(CancellationToken ct) => _transaction?.CommitAsync(ct) ?? Task.CompletedTask;

    /// <summary>Rolls back what was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        _db.Call = null;
        _db.ForgetSaved();
        Ambient.Value = null;
        if (_transaction is { } transaction)
        {
            _transaction = null;
            await transaction.DisposeAsync();
        }
    }
}
