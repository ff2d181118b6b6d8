using ServiceDefaults.Data;

namespace ServiceDefaults.Retention;

/// <summary>Rows of a service that are deleted once their time is over. Registered as a singleton; its <see cref="RetentionService{TDb}"/> deletes them.</summary>
public abstract class ExpiredRows<TDb>
    where TDb : ServiceDb
{
    /// <summary>Deletes those that are past their time, by one statement.</summary>
    /// <returns>How many there were; as many as allowed: there may be more.</returns>
    public abstract Task<int> Delete(TDb db, DateTimeOffset now, int atMost, CancellationToken ct);
}
