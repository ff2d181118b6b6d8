using System.Diagnostics;
using Contracts.Events;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Faults;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Messaging;

internal static class EventConsumer
{
    /// <summary>Where MassTransit looks for the trace that a message belongs to.</summary>
    public const string TraceHeader = "MT-Activity-Id";
}

/// <summary>Takes an event from the transport and lets its handler act, exactly once. What it gives up is parked: <see cref="ParkFilter"/>.</summary>
internal sealed partial class EventConsumer<TEvent, THandler>(
    IServiceProvider services,
    EventSubscriptions subscriptions,
    DeliveryTracker tracker,
    FaultPoints faults,
    IOptions<MessagingOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<EventConsumer<TEvent, THandler>> logger) : IConsumer<TEvent>
    where TEvent : class, IEvent
    where THandler : class, IEventHandler<TEvent>
{
    /// <summary>Tries within one delivery while a database or service is away: a quarter of an hour, which is less than a broker waits for an answer.</summary>
    private const int PatienceWithBroker = 40;

    /// <summary>In memory the outbox delivers again after its lease; trying much longer than that would only pile up.</summary>
    private const int PatienceInMemory = 8;

    public async Task Consume(ConsumeContext<TEvent> context)
    {
        var e = context.Message;
        var subscription = subscriptions.Of(typeof(THandler));
        using var unsampled = CarryOnUnsampled(context.Headers);
        faults.Pass("inbox.before-handling", subscription.Name);
        if (!THandler.Concerns(e))
        {
            await tracker.Handled(e.EventId, subscription.Name, context.CancellationToken);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var tries = context.ReceiveContext.GetOrAddPayload(() => new HandlingTries(options.Value.RetryDelay));
        while (true)
        {
            try
            {
                await Try(e, subscription, context.CancellationToken);
                break;
            }
            catch (OperationCanceledException cancelled) when (!context.CancellationToken.IsCancellationRequested)
            {
                // A wait of the handler's own came to nothing; that is not the end of this process.
                await Pause(tries, new TimeoutException(cancelled.Message, cancelled), subscription, e, stop.Token);
            }
            catch (Exception failure) when (e is IEventBatch && IsItsOwn(failure) && !context.CancellationToken.IsCancellationRequested)
            {
                await SplitUp((IEventBatch)e, failure, subscription, context.CancellationToken);
                break;
            }
            catch (Exception failure) when (!context.CancellationToken.IsCancellationRequested)
            {
                await Pause(tries, failure, subscription, e, stop.Token);
            }
        }

        await tracker.Handled(e.EventId, subscription.Name, context.CancellationToken);
    }

    /// <summary>Neither does it pass by itself, nor was somebody else quicker.</summary>
    private static bool IsItsOwn(Exception failure) => !PassingFailure.Is(failure) && !PassingFailure.IsLostRace(failure);

    /// <summary>
    /// Something in the batch cannot be handled: each of its events goes out by itself, to be handled, or to be parked, on its own. Committed with
    /// the inbox row of the batch.
    /// </summary>
    private async Task SplitUp(IEventBatch batch, Exception failure, EventSubscription subscription, CancellationToken ct)
    {
        Log.SplitUp(logger, subscription.Name, batch.EventId, batch.Each.Count, failure);
        await using var scope = services.CreateAsyncScope();
        var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(subscription.Db);
        await using var transaction = await WriteTransaction.Begin(db, ct);
        foreach (var e in batch.Each)
        {
            db.Announce(e);
        }

        db.MarkHandled(subscription.Name, batch.EventId, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.HandOverEvents();
    }

    /// <summary>Returns when the next try may begin; throws the failure when there is none.</summary>
    private Task Pause(HandlingTries tries, Exception failure, EventSubscription subscription, TEvent e, CancellationToken stop)
    {
        if (tries.PauseAfter(failure, options.Value.InMemory ? PatienceInMemory : PatienceWithBroker) is not { } pause)
        {
            return Task.FromException(failure);
        }

        Log.WillTryAgain(logger, subscription.Name, e.EventId, tries.Made, pause, failure);
        return Task.Delay(pause, stop);
    }

    private async Task Try(TEvent e, EventSubscription subscription, CancellationToken ct)
    {
        // A scope for each try: a retry must not see what a failed try left in the change tracker.
        await using var scope = services.CreateAsyncScope();
        var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(subscription.Db);
        if (await db.HasHandled(subscription.Name, e.EventId, ct))
        {
            return;
        }

        try
        {
            await Handle(scope.ServiceProvider, db, e, subscription, ct);
        }
        catch (DbUpdateException)
        {
            // The same event may have been delivered twice at once; then the other delivery has done the work.
            db.ChangeTracker.Clear();
            if (!await db.HasHandled(subscription.Name, e.EventId, ct))
            {
                throw;
            }
        }
    }

    /// <summary>A trace that is not sampled has no span of MassTransit's here; what the handler raises must find it nevertheless.</summary>
    private static Activity? CarryOnUnsampled(Headers headers) => Activity.Current is null
        ? Instruments.Source.StartActivity("handle", ActivityKind.Consumer, TraceContext.Of(headers.Get<string>(EventConsumer.TraceHeader)))
        : null;

    private async Task Handle(IServiceProvider scope, ServiceDb db, TEvent e, EventSubscription subscription, CancellationToken ct)
    {
        await using var transaction = await WriteTransaction.Begin(db, ct);
        await subscription.Handle(scope, e, ct);
        db.MarkHandled(subscription.Name, e.EventId, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        faults.Pass("inbox.before-commit", subscription.Name);
        await transaction.CommitAsync(ct);
        faults.Pass("inbox.after-commit", subscription.Name);
        db.HandOverEvents();
        Instruments.InboxHandled.Add(1, new KeyValuePair<string, object?>("handler", subscription.Name));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Handler} cannot handle the {Count} events of {EventId} together; each is handled by itself")]
        public static partial void SplitUp(ILogger logger, string handler, Guid eventId, int count, Exception exception);

        [LoggerMessage(LogLevel.Warning, "{Handler} failed for {EventId} (try {Tries}); the next try is in {Pause}")]
        public static partial void WillTryAgain(ILogger logger, string handler, Guid eventId, int tries, TimeSpan pause, Exception exception);
    }
}
