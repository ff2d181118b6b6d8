using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Errors;

namespace ServiceDefaults.Messaging;

/// <summary>
/// The end of a broker queue's pipe: parks what could not be handled, instead of moving it to a queue of errors. What failed for a reason that
/// passes, and what cannot be stored now, goes back to the broker, which delivers it again.
/// </summary>
internal sealed partial class ParkFilter(
    string queue, Type dbType, MessageParking parking, IOptions<MessagingOptions> options, IHostApplicationLifetime lifetime, ILogger<ParkFilter> logger)
    : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Before a message goes back, so that it does not come again at once for as long as the trouble lasts.</summary>
    private readonly TimeSpan _pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, 50 * options.Value.RetryDelay.Ticks));

    /// <summary>It failed.</summary>
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (TransientFailure.Is(context.Exception))
        {
            Log.GoesBack(logger, queue, context.Exception);
            await PauseAsync();
            throw new RequeueException(queue, context.Exception);
        }

        await Park(context, MessageParking.Describe(context.Exception));
    }

    /// <summary>No consumer took it.</summary>
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var reason = context.TransportHeaders.Get<string>("x-first-death-reason");
        return Park(context, reason is null
            ? "Nothing here handles a message of this kind."
            : $"It was delivered again and again without an end, and the broker gave it up ({reason}).");
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("park");

    private async Task Park(ReceiveContext context, string error)
    {
        if (context.TryGetPayload<Parked>(out _))
        {
            return;
        }

        // What the broker gave up comes by a queue of its own, but belongs to the handler of the queue it was in.
        var handler = context.TransportHeaders.Get<string>("x-first-death-queue") ?? queue;
        var message = ReceivedMessage.From(context);
        var attempts = context.TryGetPayload<DeliveryRetries>(out var tries) ? Math.Max(tries.Made, 1) : 1;
        try
        {
            await parking.Store(handler, dbType, message, error, attempts, context.CancellationToken);
        }
        catch (Exception e)
        {
            Log.NotStored(logger, handler, message.EventType, message.EventId, e);
            await PauseAsync();
            throw;
        }

        context.GetOrAddPayload(() => new Parked());
    }

    private Task PauseAsync() => Task.Delay(_pause, lifetime.ApplicationStopping).ContinueWith(_ => { }, TaskScheduler.Default);

    private sealed class Parked;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Handler} could neither handle nor park {EventType} {EventId}; the broker delivers it again")]
        public static partial void NotStored(ILogger logger, string handler, string eventType, Guid? eventId, Exception exception);

        [LoggerMessage(LogLevel.Warning, "A message of {Queue} goes back to the broker, for what it needs is not available")]
        public static partial void GoesBack(ILogger logger, string queue, Exception exception);
    }
}

/// <summary>Tells the broker to deliver the message again.</summary>
internal sealed class RequeueException(string queue, Exception cause) : Exception($"A message of {queue} is to be delivered again.", cause);
