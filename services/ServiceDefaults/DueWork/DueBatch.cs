using System.Runtime.ExceptionServices;
using ServiceDefaults.Data;

namespace ServiceDefaults.DueWork;

/// <summary>
/// Due work that asks another machine about many items at once. An item itself says when its next try is due, and whoever claims it
/// puts that off before anything is done: so it needs no lease while it is worked on, only after a failure.
/// </summary>
public abstract class DueBatch<TDb> : DueWork<TDb>
    where TDb : ServiceDb
{
    public sealed override bool InTransaction => false;

    /// <summary>How many items are claimed together.</summary>
    public override int MaximumBatch => 200;

    /// <summary>
    /// Claims those of the items that nobody else has claimed meanwhile, acts on them and saves. When the process is to stop, what was begun is ended, and
    /// the rest is released.
    /// </summary>
    public abstract Task<BatchResult> HandleBatch(TDb db, IReadOnlyList<Guid> ids, DateTimeOffset now, CancellationToken ct);

    public sealed override async Task Handle(TDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        if ((await HandleBatch(db, [id], now, ct)).Failed.TryGetValue(id, out var failure))
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}

/// <summary>How the items of a batch ended; those in neither place were released, or another replica has them.</summary>
public sealed record BatchResult(IReadOnlySet<Guid> Done, IReadOnlyDictionary<Guid, Exception> Failed);
