using System.Diagnostics;
using Contracts.Events;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Errors;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Messaging;

/// <summary>
/// Hands events to the handlers of this process as they are, without a broker. Nothing here outlives the process: an event stays in its outbox
/// until every handler has committed or parked it, and what a killed process leaves there its next start publishes again.
/// </summary>
internal sealed partial class InProcessTransport(
    EventSubscriptions subscriptions, HandlerQueues queues, MessageParking parking, IOptions<MessagingOptions> options,
    ILogger<InProcessTransport> logger) : IEventTransport, IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Deliveries under way, and one for the process itself until it stops.</summary>
    private int _open = 1;
    private volatile bool _stopping;
    private bool _disposed;

    /// <summary>Also after the source was disposed of.</summary>
    private CancellationToken Stopped => _disposed ? new CancellationToken(canceled: true) : _stop.Token;

    public Task Publish(IEvent e, IReadOnlyList<string>? handlers, Action<bool> ended, CancellationToken ct)
    {
        if (_stopping)
        {
            ended(false);
        }
        else
        {
            _ = Deliver(e, [.. subscriptions.Of(e.GetType()).Where(s => handlers is null || handlers.Contains(s.Name))], ended);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What is being handled may end; what waits for another try does not wait any longer.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        Close();
        await _idle.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_disposed)
        {
            await _stop.CancelAsync();
        }
    }

    /// <summary>It is registered under several types, and disposed of for each.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            (_disposed, _stopping) = (true, true);
            _stop.Cancel();
            _stop.Dispose();
        }
    }

    private async Task Deliver(IEvent e, IReadOnlyList<EventSubscription> to, Action<bool> ended)
    {
        Interlocked.Increment(ref _open);
        var done = await Task.WhenAll(to.Select(subscription => Deliver(e, subscription)));
        ended(done.All(handled => handled));
        Close();
    }

    /// <returns>False when it has to be delivered again, later.</returns>
    private async Task<bool> Deliver(IEvent e, EventSubscription subscription)
    {
        // By its context, as if it came from elsewhere: so a trace that is not sampled goes on unsampled, and is not begun anew by what the handler raises.
        using var activity = Instruments.Source.StartActivity($"{subscription.Name} process", ActivityKind.Consumer, TraceContext.Of(TraceContext.Current));
        activity?.SetTag("messaging.system", "in_process");
        activity?.SetTag("messaging.destination.name", subscription.Name);
        var tries = new DeliveryRetries(options.Value.RetryDelay);
        try
        {
            await queues.Of(subscription).Handle(e, tries, Stopped);
            return true;
        }
        catch (Exception) when (Stopped.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failure) when (TransientFailure.Is(failure))
        {
            activity?.Fail(failure.GetType().Name);
            Log.Waits(logger, subscription.Name, e.EventId, failure);
            return false;
        }
        catch (Exception failure)
        {
            activity?.Fail(failure.GetType().Name);
            return await Park(e, subscription, tries.Made, failure);
        }
    }

    private async Task<bool> Park(IEvent e, EventSubscription subscription, int attempts, Exception failure)
    {
        try
        {
            await parking.Store(subscription.Name, subscription.Db, ReceivedMessage.Of(e), MessageParking.Describe(failure), attempts, Stopped);
            return true;
        }
        catch (Exception notStored)
        {
            Log.NotParked(logger, subscription.Name, e.EventId, notStored);
            return false;
        }
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _idle.TrySetResult();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Handler} cannot handle {EventId} now, for what it needs is not available; the outbox delivers it again")]
        public static partial void Waits(ILogger logger, string handler, Guid eventId, Exception exception);

        [LoggerMessage(LogLevel.Warning, "{Handler} could neither handle nor park {EventId}; the outbox delivers it again")]
        public static partial void NotParked(ILogger logger, string handler, Guid eventId, Exception exception);
    }
}
