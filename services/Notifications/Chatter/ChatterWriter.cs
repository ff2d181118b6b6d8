using Contracts.Events;
using Contracts.Notifications.V1;
using Microsoft.EntityFrameworkCore;

namespace Notifications.Chatter;

/// <summary>Writes events into the chatter of their orders, each once, in whatever order they come.</summary>
internal sealed class ChatterWriter(NotificationsDb db, TimeProvider clock)
{
    /// <summary>Whether there is a thread of that order, or an entry of that event, as far as somebody has looked.</summary>
    private readonly Dictionary<Guid, bool> _threads = [], _entries = [];

    /// <summary>For many events at once: reads by two queries what would take two for each.</summary>
    public async Task LookUp(IReadOnlyList<Guid> events, IReadOnlyList<Guid> orders, CancellationToken ct)
    {
        Remember(_threads, orders, await db.Threads.Where(t => orders.Contains(t.Id)).Select(t => t.Id).ToListAsync(ct));
        Remember(_entries, events, await db.Entries.Where(x => events.Contains(x.Id)).Select(x => x.Id).ToListAsync(ct));
    }

    /// <param name="visible">Customers may see it.</param>
    public async Task Write(ISubjectEvent e, ChatterKind kind, bool visible, ChatterDetails? details, CancellationToken ct)
    {
        var order = e.Source ?? e.Subject;
        if (order.Kind != SubjectKinds.Subscription)
        {
            return;
        }

        if (!_threads.TryGetValue(order.Id, out var known))
        {
            known = await db.Threads.AnyAsync(t => t.Id == order.Id, ct);
        }

        _threads[order.Id] = true;
        if (!known)
        {
            db.Threads.Add(ChatterThread.Open(order, e.Customer.Id, clock.GetUtcNow()));
        }

        await Write(e, order.Id, kind, visible, details, ct);
    }

    /// <summary>For events that know the order by its id only.</summary>
    public async Task Write(IEvent e, Guid subscriptionId, ChatterKind kind, bool visible, ChatterDetails? details, CancellationToken ct)
    {
        if (!_entries.TryGetValue(e.EventId, out var known))
        {
            known = await db.Entries.AnyAsync(x => x.Id == e.EventId, ct);
        }

        _entries[e.EventId] = true;
        if (!known)
        {
            db.Entries.Add(ChatterEntry.Write(e.EventId, subscriptionId, kind, e.Actor, e.OccurredAt, visible, details));
        }
    }

    private static void Remember(Dictionary<Guid, bool> known, IEnumerable<Guid> looked, IReadOnlyList<Guid> found)
    {
        foreach (var id in looked)
        {
            known[id] = false;
        }

        foreach (var id in found)
        {
            known[id] = true;
        }
    }
}
