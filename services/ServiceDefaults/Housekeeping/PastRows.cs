using ServiceDefaults.Data;

namespace ServiceDefaults.Housekeeping;

/// <summary>Rows of a service's own that nobody needs after a while. Registered as a singleton; its <see cref="Housekeeper{TDb}"/> deletes them.</summary>
public abstract class PastRows<TDb>
    where TDb : ServiceDb
{
    /// <summary>Deletes those that are past their time, by one statement.</summary>
    /// <returns>How many there were; as many as allowed: there may be more.</returns>
    public abstract Task<int> Delete(TDb db, DateTimeOffset now, int atMost, CancellationToken ct);
}
