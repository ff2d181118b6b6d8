using System.Collections.Concurrent;

namespace ServiceDefaults.Messaging;

/// <summary>
/// On the in-memory transport nothing outlives the process but the outbox. So an outbox row stays open until every handler in
/// this process has committed; a killed process replays the open rows at its next start, and the inbox drops what was done.
/// With a broker, which keeps what it was given, this does nothing.
/// </summary>
internal sealed class DeliveryTracker
{
    /// <summary>By event; several when more than one outbox has published it, as when one service passes it on to itself later.</summary>
    private readonly ConcurrentDictionary<Guid, IReadOnlyList<Delivery>> _open = new();

    /// <summary>Before publishing. False when nobody here listens, so that there is nothing to wait for.</summary>
    /// <param name="of">Names of the handlers that it goes to.</param>
    public bool Expect(Guid eventId, IEnumerable<string> of, Func<CancellationToken, Task> complete)
    {
        var handlers = of.ToHashSet(StringComparer.Ordinal);
        if (handlers.Count == 0)
        {
            return false;
        }

        var delivery = new Delivery(handlers, complete);
        _open.AddOrUpdate(eventId, [delivery], (_, others) => [.. others, delivery]);
        return true;
    }

    /// <summary>After a handler's transaction was committed.</summary>
    public async Task Handled(Guid eventId, string handler, CancellationToken ct)
    {
        foreach (var delivery in _open.GetValueOrDefault(eventId) ?? [])
        {
            if (delivery.Finish(handler))
            {
                Forget(eventId, delivery);
                await delivery.Complete(ct);
            }
        }
    }

    private void Forget(Guid eventId, Delivery finished)
    {
        while (_open.TryGetValue(eventId, out var deliveries))
        {
            IReadOnlyList<Delivery> left = [.. deliveries.Where(delivery => delivery != finished)];
            if (left.Count > 0 ? _open.TryUpdate(eventId, left, deliveries) : _open.TryRemove(KeyValuePair.Create(eventId, deliveries)))
            {
                return;
            }
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
