using ServiceDefaults.Data;

namespace ServiceDefaults.DueWork;

/// <summary>Periodic work of one service: which items are due, and what to do with one of them.</summary>
public abstract class DueWork<TDb>
    where TDb : ServiceDb
{
    /// <summary>Stable name, kept in the database: start-periods.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// False for work that waits for another machine, such as a mail server: it runs under its lease alone, so that no lock
    /// is held in the database meanwhile, and it must bear being repeated after a crash.
    /// </summary>
    public virtual bool InTransaction => true;

    /// <summary>What is due at <paramref name="now"/>, oldest first; on an indexed column.</summary>
    public abstract IQueryable<DueItem> Due(TDb db, DateTimeOffset now);

    /// <summary>Acts on one item in a transaction of its own; the loop saves. An item that is no longer due is left alone.</summary>
    public abstract Task Handle(TDb db, Guid id, DateTimeOffset now, CancellationToken ct);

    /// <summary>The item is parked after its last try: what is to be noted of it is saved with that.</summary>
    public virtual void OnParked(TDb db, Guid id, DateTimeOffset now)
    {
    }

    /// <summary>How many items one replica handles at the same moment; only for work outside a transaction, whose time is spent waiting.</summary>
    public virtual int AtOnce => 1;

    /// <summary>How many items one transaction may take together; 1: each has its own.</summary>
    public virtual int MaximumBatch => 1;

    /// <summary>
    /// Acts on several items in one transaction. Whatever it throws undoes all of them, and each is handled by itself; so a bad item costs the
    /// others time, and nothing else (domain.md C16).
    /// </summary>
    public virtual async Task HandleMany(TDb db, IReadOnlyList<Guid> ids, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var id in ids)
        {
            await Handle(db, id, now, ct);
        }
    }
}
