using System.Diagnostics;
using Contracts.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceDefaults.Data;
using ServiceDefaults.Faults;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Messaging;

/// <summary>
/// Lets handlers act, exactly once: what a handler does and its inbox row are committed together. That an event was handled before is not asked
/// first: a repeat fails at its inbox row, or earlier by what the first one did, and is then known by it.
/// </summary>
internal sealed partial class EventHandling(
    IServiceScopeFactory scopes, FaultPoints faults, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<EventHandling> logger)
{
    /// <summary>One event in a transaction of its own.</summary>
    public async Task Try(EventSubscription subscription, IEvent e, CancellationToken ct)
    {
        faults.Pass("inbox.before-handling", subscription.Name);

        // A scope for each try: a retry must not see what a failed try left in the change tracker.
        await using var scope = scopes.CreateAsyncScope();
        var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(subscription.Db);
        try
        {
            await using var transaction = await WriteTransaction.Begin(db, ct);
            await subscription.Handle(scope.ServiceProvider, e, ct);
            await Commit(subscription, db, transaction, [e], ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            db.ChangeTracker.Clear();
            if (!await WasHandled(subscription, e, ct))
            {
                throw;
            }
        }
    }

    /// <summary>Several events in one transaction.</summary>
    /// <returns>False when that failed and nothing was done: one of them may be a repeat, or not to be handled.</returns>
    public async Task<bool> TryBatch(EventSubscription subscription, IReadOnlyList<WaitingEvent> set)
    {
        Activity.Current = null;
        var links = set.Where(waiting => waiting.Trace is not null).Select(waiting => new ActivityLink(waiting.Trace!.Context));
        using var activity = Instruments.Source.StartActivity($"{subscription.Name} process together", ActivityKind.Consumer, default(ActivityContext), links: links);
        activity?.SetTag("messaging.batch.message_count", set.Count);
        var ct = set[0].Cancelled;
        List<IEvent> events = [.. set.Select(waiting => waiting.Event)];
        try
        {
            faults.Pass("inbox.before-handling", subscription.Name);
            await using var scope = scopes.CreateAsyncScope();
            var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(subscription.Db);
            await using var transaction = await WriteTransaction.Begin(db, ct);
            await subscription.LookUp(scope.ServiceProvider, events, ct);
            foreach (var waiting in set)
            {
                Activity.Current = waiting.Trace;
                await subscription.Handle(scope.ServiceProvider, waiting.Event, ct);
            }

            Activity.Current = activity;
            await Commit(subscription, db, transaction, events, ct);
            return true;
        }
        catch (Exception failure)
        {
            activity?.Fail(failure.GetType().Name);
            Log.BatchFailed(logger, subscription.Name, set.Count, failure);
            return false;
        }
    }

    /// <summary>
    /// Something in the batch cannot be handled: each of its events goes out by itself, to be handled, or to be parked, on its own. Committed with
    /// the inbox row of the batch.
    /// </summary>
    public async Task SplitUp(EventSubscription subscription, IEventBatch batch, Exception failure, CancellationToken ct)
    {
        Log.SplitUp(logger, subscription.Name, batch.EventId, batch.Each.Count, failure);
        await using var scope = scopes.CreateAsyncScope();
        var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(subscription.Db);
        await using var transaction = await WriteTransaction.Begin(db, ct);
        foreach (var e in batch.Each)
        {
            db.Announce(e);
        }

        db.MarkHandled(subscription.Name, batch.EventId, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.PublishSaved();
    }

    public void WillTryAgain(EventSubscription subscription, WaitingEvent waiting, TimeSpan pause, Exception failure) =>
        Log.WillTryAgain(logger, subscription.Name, waiting.Event.EventId, waiting.Tries.Made, pause, failure);

    /// <summary>Ends with the given one, and when the process stops.</summary>
    public CancellationTokenSource StopsWith(CancellationToken ct) => CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);

    private async Task Commit(EventSubscription subscription, ServiceDb db, WriteTransaction transaction, IReadOnlyList<IEvent> events, CancellationToken ct)
    {
        foreach (var e in events)
        {
            db.MarkHandled(subscription.Name, e.EventId, clock.GetUtcNow());
        }

        await db.SaveChangesAsync(ct);
        faults.Pass("inbox.before-commit", subscription.Name);
        await transaction.CommitAsync(ct);
        faults.Pass("inbox.after-commit", subscription.Name);
        db.PublishSaved();
        Instruments.InboxHandled.Add(events.Count, new KeyValuePair<string, object?>("handler", subscription.Name));
    }

    private async Task<bool> WasHandled(EventSubscription subscription, IEvent e, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(subscription.Db);
        return await db.HasHandled(subscription.Name, e.EventId, ct);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Handler} cannot handle the {Count} events of {EventId} together; each is handled by itself")]
        public static partial void SplitUp(ILogger logger, string handler, Guid eventId, int count, Exception exception);

        [LoggerMessage(LogLevel.Information, "{Handler} cannot handle {Count} events together; each is handled by itself")]
        public static partial void BatchFailed(ILogger logger, string handler, int count, Exception exception);

        [LoggerMessage(LogLevel.Warning, "{Handler} failed for {EventId} (try {Tries}); the next try is in {Pause}")]
        public static partial void WillTryAgain(ILogger logger, string handler, Guid eventId, int tries, TimeSpan pause, Exception exception);
    }
}
