using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Contracts.Events;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Data;
using ServiceDefaults.Faults;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Messaging;

/// <summary>
/// Publishes what the outbox of one service holds, in the order of saving. Replicas compete by leases; a message whose holder
/// died is taken over when its lease ends. Publishing may repeat, handling does not: see <see cref="EventConsumer{TEvent,THandler}"/>.
/// </summary>
internal sealed partial class OutboxDispatcher<TDb>(
    IServiceScopeFactory scopes,
    IBus bus,
    EventSubscriptions subscriptions,
    DeliveryTracker tracker,
    FaultPoints faults,
    IOptions<MessagingOptions> options,
    TimeProvider clock,
    ILogger<OutboxDispatcher<TDb>> logger) : BackgroundService
    where TDb : ServiceDb
{
    private const int BatchSize = 100;

    /// <summary>How often it looks for what nobody handed over: left behind by others, or by failures.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>How long the broker may take for one message; far shorter than the lease.</summary>
    private static readonly TimeSpan PublishLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        OutboxDesk? desk = null;
        var failures = 0;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    desk ??= await Start(stoppingToken);
                    await PublishFound(stoppingToken);
                    failures = 0;
                    desk.IsStaffed = true;
                    await PublishHandedOver(desk, stoppingToken);
                }
                catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
                {
                    return;
                }
                catch (Exception e)
                {
                    failures++;
                    if (desk is not null)
                    {
                        desk.IsStaffed = false;
                    }

                    Log.Failed(logger, typeof(TDb).Name, failures, e);
                    await Task.Delay(TimeSpan.FromSeconds(Math.Min(LongestBackOff.TotalSeconds, Math.Pow(2, failures) / 4)), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
        finally
        {
            await GiveBack(desk);
        }
    }

    /// <summary>In memory, what an earlier process had published but not handled everywhere is open still: it is replayed.</summary>
    private async Task<OutboxDesk> Start(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        if (options.Value.InMemory)
        {
            await db.FreeAll(ct);
        }

        return OutboxDesk.Open(db, clock);
    }

    /// <summary>Everything in the database that nobody holds.</summary>
    private async Task PublishFound(CancellationToken ct)
    {
        int found;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TDb>();
            var batch = await db.Claim(BatchSize, clock.GetUtcNow(), ct);
            await PublishBatch(db, batch, ct);
            found = batch.Count;
        }
        while (found == BatchSize);
    }

    /// <summary>What is handed over, as it comes, until it is time to look into the database again.</summary>
    private async Task PublishHandedOver(OutboxDesk desk, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Poll - TimeProvider.System.GetElapsedTime(began) is { Ticks: > 0 } left)
        {
            await desk.WaitAsync(left, ct);
            // What has waited for long may be another one's soon; it is found again.
            var soon = clock.GetUtcNow() + PublishLimit;
            await using var scope = scopes.CreateAsyncScope();
            await PublishBatch(scope.ServiceProvider.GetRequiredService<TDb>(), [.. desk.Take(BatchSize).Where(message => message.LeaseUntil > soon)], ct);
        }
    }

    /// <summary>At the end: so that another replica need not wait for the leases of what was never tried.</summary>
    private async Task GiveBack(OutboxDesk? desk)
    {
        desk?.Dispose();
        if (desk?.Take(int.MaxValue) is { Count: > 0 } left)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TDb>().Free([.. left.Select(message => message.Sequence)], CancellationToken.None);
        }
    }

    private async Task PublishBatch(TDb db, IReadOnlyList<OutboxMessage> batch, CancellationToken ct)
    {
        if (batch.Count == 0)
        {
            return;
        }

        // All at once: the broker confirms each, and to wait for one after the other would make a backlog of thousands last.
        var outcomes = await Task.WhenAll(batch.Select(message => TryPublish(message, ct)));

        // Also while the process stops: what the broker has is not to be published again.
        await db.Complete([.. outcomes.Where(outcome => outcome.IsOver).Select(outcome => outcome.Sequence)], clock.GetUtcNow(), CancellationToken.None);
        var failed = outcomes.Where(outcome => outcome.Failure is not null).ToList();
        if (failed.Count > 0)
        {
            await db.Free([.. failed.Select(outcome => outcome.Sequence)], CancellationToken.None);
            ExceptionDispatchInfo.Throw(failed[0].Failure!);
        }
    }

    private async Task<Outcome> TryPublish(OutboxMessage message, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(PublishLimit);
        try
        {
            return new Outcome(message.Sequence, IsOver: await Publish(message, limit.Token), null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Outcome(message.Sequence, IsOver: false, new TimeoutException("The broker did not take an event in time."));
        }
        catch (Exception e)
        {
            return new Outcome(message.Sequence, IsOver: false, e);
        }
    }

    /// <returns>False when handlers in this process have yet to be done with it.</returns>
    private async Task<bool> Publish(OutboxMessage message, CancellationToken ct)
    {
        using var activity = Instruments.Source.StartActivity($"outbox publish {message.Type}", ActivityKind.Internal, TraceContext.Of(message.TraceParent));
        activity?.SetTag("event.type", message.Type);
        activity?.SetTag("event.id", message.EventId);
        try
        {
            return await Hand(message, ct);
        }
        catch (Exception e)
        {
            activity?.Fail(e.GetType().Name);
            throw;
        }
    }

    private async Task<bool> Hand(OutboxMessage message, CancellationToken ct)
    {
        var e = message.Read();
        List<string> own = message.IsRedelivery ? [.. subscriptions.All.Where(s => s.Db == typeof(TDb) && s.Event == e.GetType()).Select(s => s.Name)] : [];
        var awaited = options.Value.InMemory && tracker.Expect(
            message.EventId, message.IsRedelivery ? own : subscriptions.HandlersOf(e.GetType()), stop => CompleteInOwnScope(message.Sequence, stop));
        faults.Pass("outbox.before-publish", message.Type);
        if (message.IsRedelivery)
        {
            await Task.WhenAll(own.Select(handler => Send(handler, e, message, ct)));
        }
        else
        {
            await bus.Publish(e, e.GetType(), context => Address(context, message), ct);
        }

        Instruments.OutboxLag.Record((clock.GetUtcNow() - message.OccurredAt).TotalSeconds, new KeyValuePair<string, object?>("db", typeof(TDb).Name));
        return !awaited;
    }

    private async Task Send(string handler, IEvent e, OutboxMessage message, CancellationToken ct)
    {
        // RabbitMQ's queues are declared by who receives from them; by its exchange one is reached without being declared again.
        var endpoint = await bus.GetSendEndpoint(new Uri($"{(options.Value.InMemory ? "queue" : "exchange")}:{handler}"));
        await endpoint.Send(e, e.GetType(), Pipe.Execute<SendContext>(context => Address(context, message)), ct);
    }

    private static void Address(SendContext context, OutboxMessage message)
    {
        context.MessageId = message.EventId;
        if (Activity.Current is { Recorded: false, Id: { } unsampled })
        {
            // MassTransit drops a trace that is not sampled, and the receiver would begin one of its own.
            context.Headers.Set(EventConsumer.TraceHeader, unsampled);
        }
    }

    private async Task CompleteInOwnScope(long sequence, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TDb>().Complete([sequence], clock.GetUtcNow(), ct);
    }

    /// <summary>What became of one message.</summary>
    /// <param name="IsOver">Nothing is left to do.</param>
    private sealed record Outcome(long Sequence, bool IsOver, Exception? Failure);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Publishing from the outbox of {Db} failed ({Failures} in a row); it will be tried again")]
        public static partial void Failed(ILogger logger, string db, int failures, Exception exception);
    }
}
