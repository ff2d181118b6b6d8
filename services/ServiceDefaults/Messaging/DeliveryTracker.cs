using System.Collections.Concurrent;

namespace ServiceDefaults.Messaging;

/// <summary>
/// On the in-memory transport nothing outlives the process but the outbox. So an outbox row stays open until every handler in
/// this process has committed; a killed process replays the open rows at its next start, and the inbox drops what was done.
/// With a broker, which keeps what it was given, this does nothing.
/// </summary>
internal sealed class DeliveryTracker(EventSubscriptions subscriptions)
{
    private readonly ConcurrentDictionary<Guid, Delivery> _open = new();

    /// <summary>Before publishing. False when nobody here listens, so that there is nothing to wait for.</summary>
    public bool Expect(Guid eventId, Type type, Func<CancellationToken, Task> complete)
    {
        var handlers = subscriptions.HandlersOf(type).ToHashSet(StringComparer.Ordinal);
        if (handlers.Count == 0)
        {
            return false;
        }

        _open[eventId] = new Delivery(handlers, complete);
        return true;
    }

    /// <summary>After a handler's transaction was committed.</summary>
    public async Task Handled(Guid eventId, string handler, CancellationToken ct)
    {
        if (_open.TryGetValue(eventId, out var delivery) && delivery.Finish(handler) && _open.TryRemove(eventId, out _))
        {
            await delivery.Complete(ct);
        }
    }

    private sealed class Delivery(HashSet<string> waiting, Func<CancellationToken, Task> complete)
    {
        public Func<CancellationToken, Task> Complete { get; } = complete;

        /// <summary>True when this was the last one.</summary>
        public bool Finish(string handler)
        {
            lock (waiting)
            {
                return waiting.Remove(handler) && waiting.Count == 0;
            }
        }
    }
}
