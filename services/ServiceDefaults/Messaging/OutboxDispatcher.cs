using System.Diagnostics;
using System.Runtime.ExceptionServices;
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
/// died is taken over when its lease ends. Publishing may repeat, handling does not: see <see cref="EventHandling"/>.
/// </summary>
internal sealed partial class OutboxDispatcher<TDb>(
    IServiceScopeFactory scopes,
    IEventTransport transport,
    EventSubscriptions subscriptions,
    OutboxCompletions<TDb> completions,
    FaultPoints faults,
    IOptions<MessagingOptions> options,
    TimeProvider clock,
    ILogger<OutboxDispatcher<TDb>> logger) : BackgroundService
    where TDb : ServiceDb
{
    private const int BatchSize = 100;

    /// <summary>How often it looks for what was not given to it: left behind by others, or by failures.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>How long the broker may take for one message; far shorter than the lease.</summary>
    private static readonly TimeSpan PublishLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        OutboxChannel? channel = null;
        var failures = 0;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    channel ??= await Start(stoppingToken);
                    await PublishFound(stoppingToken);
                    failures = 0;
                    channel.IsOpen = true;
                    await PublishSaved(channel, stoppingToken);
                }
                catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
                {
                    return;
                }
                catch (Exception e)
                {
                    failures++;
                    if (channel is not null)
                    {
                        channel.IsOpen = false;
                    }

                    Log.Failed(logger, typeof(TDb).Name, failures, e);
                    await Task.Delay(TimeSpan.FromSeconds(Math.Min(LongestBackOff.TotalSeconds, Math.Pow(2, failures) / 4)), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
        finally
        {
            await GiveBack(channel);
            await completions.Idle();
        }
    }

    /// <summary>In process, what an earlier process had published but not handled everywhere is open still: it is replayed.</summary>
    private async Task<OutboxChannel> Start(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        if (options.Value.InProcess)
        {
            await db.FreeAll(ct);
        }

        return OutboxChannel.Open(db, clock);
    }

    /// <summary>Everything in the database that nobody holds.</summary>
    private async Task PublishFound(CancellationToken ct)
    {
        int found;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            var batch = await scope.ServiceProvider.GetRequiredService<TDb>().Claim(BatchSize, clock.GetUtcNow(), ct);
            await PublishBatch(batch, ct);
            found = batch.Count;
        }
        while (found == BatchSize);
    }

    /// <summary>What was saved in this process, as it comes, until it is time to look into the database again.</summary>
    private async Task PublishSaved(OutboxChannel channel, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Poll - TimeProvider.System.GetElapsedTime(began) is { Ticks: > 0 } left)
        {
            await channel.WaitAsync(left, ct);
            // What has waited for long may be another one's soon; it is found again.
            var soon = clock.GetUtcNow() + PublishLimit;
            await PublishBatch([.. channel.Read(BatchSize).Where(message => message.LeaseUntil > soon)], ct);
        }
    }

    /// <summary>At the end: so that another replica need not wait for the leases of what was never tried.</summary>
    private async Task GiveBack(OutboxChannel? channel)
    {
        channel?.Dispose();
        if (channel?.Read(int.MaxValue) is { Count: > 0 } left)
        {
            await Free([.. left.Select(message => message.Sequence)]);
        }
    }

    private async Task PublishBatch(IReadOnlyList<OutboxMessage> batch, CancellationToken ct)
    {
        if (batch.Count == 0)
        {
            return;
        }

        // All at once: the broker confirms each, and to wait for one after the other would make a backlog of thousands last.
        var failures = await Task.WhenAll(batch.Select(message => TryPublish(message, ct)));
        List<long> failed = [.. batch.Zip(failures).Where(pair => pair.Second is not null).Select(pair => pair.First.Sequence)];
        if (failed.Count > 0)
        {
            await Free(failed);
            ExceptionDispatchInfo.Throw(failures.First(failure => failure is not null)!);
        }
    }

    private async Task Free(IReadOnlyList<long> sequences)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TDb>().Free(sequences, CancellationToken.None);
    }

    /// <returns>Why it was not published; null when it was.</returns>
    private async Task<Exception?> TryPublish(OutboxMessage message, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(PublishLimit);
        try
        {
            await Publish(message, limit.Token);
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new TimeoutException("The broker did not take an event in time.");
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private async Task Publish(OutboxMessage message, CancellationToken ct)
    {
        using var activity = Instruments.Source.StartActivity($"outbox publish {message.Type}", ActivityKind.Internal, TraceContext.Of(message.TraceParent));
        activity?.SetTag("event.type", message.Type);
        activity?.SetTag("event.id", message.EventId);
        try
        {
            var e = message.Read();
            List<string>? own = message.IsRedelivery ? [.. subscriptions.Of(e.GetType()).Where(s => s.Db == typeof(TDb)).Select(s => s.Name)] : null;
            faults.Pass("outbox.before-publish", message.Type);
            await transport.Publish(e, own, leaves => CompleteIf(leaves, message.Sequence), ct);
            Instruments.OutboxLag.Record((clock.GetUtcNow() - message.OccurredAt).TotalSeconds, new KeyValuePair<string, object?>("db", typeof(TDb).Name));
        }
        catch (Exception e)
        {
            activity?.Fail(e.GetType().Name);
            throw;
        }
    }

    private void CompleteIf(bool leaves, long sequence)
    {
        if (leaves)
        {
            completions.Add(sequence);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Publishing from the outbox of {Db} failed ({Failures} in a row); it will be tried again")]
        public static partial void Failed(ILogger logger, string db, int failures, Exception exception);
    }
}
