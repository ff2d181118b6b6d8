using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Subscriptions.Customers;
using Subscriptions.Orders;

namespace Subscriptions.Access;

/// <summary>Evicts the facts of every customer whose access may have changed: when it is saved, and again when it is committed.</summary>
internal sealed class AccessCacheEviction(AccessCache cache) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private static readonly Guid Everybody = Guid.Empty;

    private readonly ConditionalWeakTable<DbContext, HashSet<Guid>> _saved = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is SubscriptionsDb db)
        {
            var customers = _saved.GetOrCreateValue(db);
            foreach (var entry in db.ChangeTracker.Entries())
            {
                if (entry.State is EntityState.Unchanged or EntityState.Detached)
                {
                    continue;
                }

                Guid? customer = entry.Entity switch
                {
                    Subscription subscription => subscription.CustomerId,
                    Customer changed => changed.Id,
                    // It does not say whose subscription it is about.
                    DunningRecord => Everybody,
                    _ => null,
                };
                if (customer is { } whose)
                {
                    customers.Add(whose);
                }
            }
        }

        return new(result);
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Evict(eventData.Context, isCommitted: eventData.Context?.Database.CurrentTransaction is null);
        return new(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Evict(eventData.Context, isCommitted: true);
        return Task.CompletedTask;
    }

    private void Evict(DbContext? db, bool isCommitted)
    {
        if (db is null || !_saved.TryGetValue(db, out var customers))
        {
            return;
        }

        if (customers.Contains(Everybody))
        {
            cache.EvictAll();
        }
        else
        {
            foreach (var customer in customers)
            {
                cache.Evict(customer);
            }
        }

        if (isCommitted)
        {
            customers.Clear();
        }
    }
}
