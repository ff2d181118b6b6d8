using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Messaging;

/// <summary>
/// The end of a queue's pipe: stores what could not be handled in the owning service's database, instead of moving it to a queue of
/// errors. What failed for a reason that passes, and what cannot be stored now, goes back to the transport, which delivers it again.
/// </summary>
internal sealed partial class ParkFilter(
    string queue, Type dbType, IServiceProvider services, DeliveryTracker tracker, IOptions<MessagingOptions> options, TimeProvider clock, ILogger<ParkFilter> logger)
    : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Before a message goes back, so that it does not come again at once for as long as the trouble lasts.</summary>
    private readonly TimeSpan _pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, 50 * options.Value.RetryDelay.Ticks));

    /// <summary>It failed.</summary>
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (PassingFailure.Is(context.Exception))
        {
            Log.GoesBack(logger, queue, context.Exception);
            await PauseAsync();
            throw new PutBackException(queue, context.Exception);
        }

        await Park(context, Describe(context.Exception));
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
        var attempts = context.TryGetPayload<HandlingTries>(out var tries) ? tries.Made : 1;
        try
        {
            await Store(handler, message, error, attempts, context.CancellationToken);
        }
        catch (Exception e)
        {
            Log.NotStored(logger, handler, message.EventType, message.EventId, e);
            await PauseAsync();
            throw;
        }

        context.GetOrAddPayload(() => new Parked());
        Instruments.InboxParked.Add(1, new KeyValuePair<string, object?>("handler", handler));
        Log.Parked(logger, handler, message.EventType, message.EventId, attempts, error);
        if (message.EventId is { } id)
        {
            await tracker.Handled(id, handler, context.CancellationToken);
        }
    }

    private async Task Store(string handler, ReceivedMessage message, string error, int attempts, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(dbType);
        await using var transaction = await WriteTransaction.Begin(db, ct);
        var known = message.EventId is null
            ? null
            : await db.ParkedMessages.FirstOrDefaultAsync(m => m.EventId == message.EventId && m.Handler == handler, ct);
        if (known is null)
        {
            db.ParkedMessages.Add(ParkedMessage.Create(handler, message, error, attempts, clock.GetUtcNow()));
        }
        else if (known.DiscardedAt is null)
        {
            known.FailAgain(error, attempts);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Without a stack: what it says, and what is at the root of it.</summary>
    internal static string Describe(Exception exception)
    {
        var root = exception.GetBaseException();
        return root == exception || root.Message == exception.Message ? exception.Message : $"{exception.Message} ({root.Message})";
    }

    private Task PauseAsync() => Task.Delay(_pause, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping)
        .ContinueWith(_ => { }, TaskScheduler.Default);

    private sealed class Parked;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Handler} gave up {EventType} {EventId} after {Attempts} tries; it is parked: {Error}")]
        public static partial void Parked(ILogger logger, string handler, string eventType, Guid? eventId, int attempts, string error);

        [LoggerMessage(LogLevel.Warning, "{Handler} could neither handle nor park {EventType} {EventId}; the transport delivers it again")]
        public static partial void NotStored(ILogger logger, string handler, string eventType, Guid? eventId, Exception exception);

        [LoggerMessage(LogLevel.Warning, "A message of {Queue} goes back to the transport, for what it needs is not available")]
        public static partial void GoesBack(ILogger logger, string queue, Exception exception);
    }
}

/// <summary>Tells the transport to deliver the message again.</summary>
internal sealed class PutBackException(string queue, Exception cause) : Exception($"A message of {queue} is to be delivered again.", cause);
