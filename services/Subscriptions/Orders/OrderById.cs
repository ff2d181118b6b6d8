using Microsoft.EntityFrameworkCore;

namespace Subscriptions.Orders;

/// <summary>
/// What is asked most, an order to look at: the query is translated once, not found again by its shape at each call. One for each
/// process, since a translation belongs to one database's model.
/// </summary>
internal sealed class OrderById
{
    private readonly Func<SubscriptionsDb, Guid, CancellationToken, Task<Subscription?>> _query = EF.CompileAsyncQuery(
        (SubscriptionsDb db, Guid id, CancellationToken _) =>
            db.Subscriptions.AsNoTracking().Include(s => s.Customer).Include(s => s.Lines).FirstOrDefault(s => s.Id == id));

    public Task<Subscription?> Find(SubscriptionsDb db, Guid id, CancellationToken ct) => _query(db, id, ct);
}
