using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceDefaults.Data;

namespace ServiceDefaults.Retention;

/// <summary>
/// Deletes what one service no longer needs, of its plumbing and of its own (<see cref="ExpiredRows{TDb}"/>), in small batches, once an hour. Replicas begin at moments of their own;
/// two that meet delete the same rows, of which each goes once.
/// </summary>
public sealed partial class RetentionService<TDb>(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RetentionService<TDb>> logger) : BackgroundService
    where TDb : ServiceDb
{
    private const int BatchSize = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>How long a repeated request gets its first answer.</summary>
    public static readonly TimeSpan IdempotencyRecords = TimeSpan.FromHours(48);

    public static readonly TimeSpan PublishedEvents = TimeSpan.FromDays(7);

    /// <summary>A broker may deliver an event again; not this late.</summary>
    public static readonly TimeSpan HandledEvents = TimeSpan.FromDays(30);

    public static readonly TimeSpan DiscardedMessages = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = Interval * Random.Shared.NextDouble();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(wait, clock, stoppingToken);
                await DeleteExpired(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.Failed(logger, typeof(TDb).Name, e);
            }

            wait = Interval;
        }
    }

    /// <summary>Returns how many rows were deleted.</summary>
    public async Task<int> DeleteExpired(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var idempotency = now - IdempotencyRecords;
        var published = now - PublishedEvents;
        var handled = now - HandledEvents;
        var discarded = now - DiscardedMessages;

        var deleted = await Delete(db => db.IdempotencyRecords, r => r.CreatedAt < idempotency, r => r.CreatedAt, ct);
        deleted += await Delete(db => db.Outbox, m => m.CompletedAt != null && m.CompletedAt < published, m => m.Sequence, ct);
        deleted += await Delete(db => db.ParkedMessages, m => m.DiscardedAt != null && m.DiscardedAt < discarded, m => m.Id, ct);
        // What is parked still may have been handled meanwhile; only the inbox knows that it must not be handled again.
        deleted += await Delete(
            db => db.Inbox.Where(m => !db.ParkedMessages.Any(p => p.EventId == m.EventId && p.Handler == m.Handler)), m => m.HandledAt < handled, m => m.HandledAt, ct);
        await using var own = scopes.CreateAsyncScope();
        foreach (var rows in own.ServiceProvider.GetServices<ExpiredRows<TDb>>())
        {
            deleted += await InBatches(db => rows.Delete(db, now, BatchSize, ct), ct);
        }

        if (deleted > 0)
        {
            Log.Deleted(logger, typeof(TDb).Name, deleted);
        }

        return deleted;
    }

    /// <param name="order">The first of them go first.</param>
    private Task<int> Delete<T, TKey>(Func<TDb, IQueryable<T>> of, Expression<Func<T, bool>> old, Expression<Func<T, TKey>> order, CancellationToken ct)
        where T : class => InBatches(db => of(db).Where(old).OrderBy(order).Take(BatchSize).ExecuteDeleteAsync(ct), ct);

    private async Task<int> InBatches(Func<TDb, Task<int>> delete, CancellationToken ct)
    {
        var deleted = 0;
        int batch;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TDb>();
            await using var transaction = await WriteTransaction.Begin(db, ct);
            batch = await delete(db);
            await transaction.CommitAsync(ct);
            deleted += batch;
        }
        while (batch == BatchSize);

        return deleted;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Db}: {Count} expired rows are deleted")]
        public static partial void Deleted(ILogger logger, string db, int count);

        [LoggerMessage(LogLevel.Warning, "Deleting the expired rows of {Db} failed; it is tried again in an hour")]
        public static partial void Failed(ILogger logger, string db, Exception exception);
    }
}
