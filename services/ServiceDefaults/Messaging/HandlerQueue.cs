using System.Collections.Concurrent;
using System.Diagnostics;
using Contracts.Events;
using ServiceDefaults.Errors;

namespace ServiceDefaults.Messaging;

/// <summary>
/// What waits for one handler. An event that waits alone is handled at once; those that wait together share a transaction where their handler
/// allows it. When that fails, or nothing may be shared, each has its own, and one that fails is tried again after a pause that holds up no other.
/// </summary>
internal sealed class HandlerQueue(EventSubscription subscription, EventHandling handling, MessagingOptions options)
{
    /// <summary>Events that share a transaction at most.</summary>
    public const int LargestSet = 200;

    /// <summary>Tries within one delivery while a database or service is away: a quarter of an hour, which is less than a broker waits for an answer.</summary>
    private const int PatienceWithBroker = 40;

    /// <summary>In process the outbox delivers again after its lease; trying much longer than that would only pile up.</summary>
    private const int PatienceInProcess = 8;

    private readonly ConcurrentQueue<WaitingEvent> _waiting = new();

    /// <summary>Who takes sets takes them alone, so that what arrives meanwhile becomes the next set.</summary>
    private readonly int _mostWorkers = subscription.Batched ? 1 : options.Concurrency;
    private int _workers;

    /// <summary>Returns when the event was handled, now or before.</summary>
    /// <exception cref="Exception">The failure of the last try: it is not tried again in this delivery.</exception>
    public Task Handle(IEvent e, DeliveryRetries tries, CancellationToken ct)
    {
        if (!subscription.Concerns(e))
        {
            return Task.CompletedTask;
        }

        var waiting = new WaitingEvent(e, tries, ct);
        Enqueue(waiting);
        return waiting.End;
    }

    private void Enqueue(WaitingEvent waiting)
    {
        _waiting.Enqueue(waiting);
        if (Interlocked.Increment(ref _workers) <= _mostWorkers)
        {
            // What one event's delivery carries along is not the next one's.
            using (ExecutionContext.SuppressFlow())
            {
                _ = Task.Run(Work);
            }
        }
        else
        {
            Interlocked.Decrement(ref _workers);
        }
    }

    private async Task Work()
    {
        do
        {
            while (TakeSet() is { Count: > 0 } set)
            {
                await Handle(set);
            }

            Interlocked.Decrement(ref _workers);
        }
        while (!_waiting.IsEmpty && TryGoOn());
    }

    /// <summary>Something arrived while this worker left, and perhaps nobody else took it up.</summary>
    private bool TryGoOn()
    {
        if (Interlocked.Increment(ref _workers) <= _mostWorkers)
        {
            return true;
        }

        Interlocked.Decrement(ref _workers);
        return false;
    }

    /// <summary>No two about the same thing: the second must see what the first has saved. What failed before stays alone.</summary>
    private List<WaitingEvent> TakeSet()
    {
        var set = new List<WaitingEvent>();
        var things = new HashSet<Guid>();
        while (set.Count < (subscription.Batched ? LargestSet : 1) && _waiting.TryPeek(out var next))
        {
            var alone = next.Tries.Made > 0 || next.Event is IEventBatch;
            if (set.Count > 0 && (alone || things.Contains(next.Event.AggregateId)))
            {
                break;
            }

            if (!_waiting.TryDequeue(out next))
            {
                break;
            }

            set.Add(next);
            things.Add(next.Event.AggregateId);
            if (alone)
            {
                break;
            }
        }

        return set;
    }

    private async Task Handle(List<WaitingEvent> set)
    {
        set.RemoveAll(waiting => !IsWantedStill(waiting));
        if (set.Count > 1 && await handling.TryBatch(subscription, set))
        {
            set.ForEach(waiting => waiting.Handled());
            return;
        }

        foreach (var waiting in set)
        {
            await HandleAlone(waiting);
        }
    }

    private static bool IsWantedStill(WaitingEvent waiting)
    {
        if (waiting.Cancelled.IsCancellationRequested)
        {
            waiting.Fail(new OperationCanceledException(waiting.Cancelled));
        }

        return !waiting.Cancelled.IsCancellationRequested;
    }

    private async Task HandleAlone(WaitingEvent waiting)
    {
        Activity.Current = waiting.Trace;
        try
        {
            await handling.Try(subscription, waiting.Event, waiting.Cancelled);
            waiting.Handled();
        }
        catch (Exception failure) when (waiting.Cancelled.IsCancellationRequested)
        {
            waiting.Fail(failure);
        }
        catch (OperationCanceledException cancelled)
        {
            // A wait of the handler's own came to nothing; that is not the end of this process.
            Retry(waiting, new TimeoutException(cancelled.Message, cancelled));
        }
        catch (Exception failure) when (waiting.Event is IEventBatch batch && IsItsOwn(failure))
        {
            await SplitUp(waiting, batch, failure);
        }
        catch (Exception failure)
        {
            Retry(waiting, failure);
        }
    }

    /// <summary>Neither does it pass by itself, nor was another one quicker.</summary>
    private static bool IsItsOwn(Exception failure) => !TransientFailure.Is(failure) && !TransientFailure.IsConflict(failure);

    private async Task SplitUp(WaitingEvent waiting, IEventBatch batch, Exception failure)
    {
        try
        {
            await handling.SplitUp(subscription, batch, failure, waiting.Cancelled);
            waiting.Handled();
        }
        catch (Exception notSplit)
        {
            waiting.Fail(notSplit);
        }
    }

    private void Retry(WaitingEvent waiting, Exception failure)
    {
        if (waiting.Tries.PauseAfter(failure, options.InProcess ? PatienceInProcess : PatienceWithBroker) is { } pause)
        {
            handling.WillTryAgain(subscription, waiting, pause, failure);
            _ = EnqueueAfter(pause, waiting, failure);
        }
        else
        {
            waiting.Fail(failure);
        }
    }

    private async Task EnqueueAfter(TimeSpan pause, WaitingEvent waiting, Exception failure)
    {
        using var stop = handling.StopsWith(waiting.Cancelled);
        await Task.Delay(pause, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stop.IsCancellationRequested)
        {
            // As what passes: it is neither parked nor lost, but delivered again, here or elsewhere.
            waiting.Fail(new TimeoutException("The process stops before the next try.", failure));
        }
        else
        {
            Enqueue(waiting);
        }
    }
}
