using Contracts.Events;
using Contracts.Notifications.V1;
using Microsoft.EntityFrameworkCore;

namespace Notifications.Chatter;

/// <summary>Writes events into the chatter, each once, in whatever order they come.</summary>
internal sealed class ChatterWriter(NotificationsDb db)
{
    /// <summary>Whether there is an entry of that event, as far as it was looked up.</summary>
    private readonly Dictionary<Guid, bool> _entries = [];

    /// <summary>For many events at once: reads by one query what would take one for each.</summary>
    public async Task LookUp(IReadOnlyList<Guid> events, CancellationToken ct)
    {
        var found = await db.Entries.Where(x => events.Contains(x.Id)).Select(x => x.Id).ToHashSetAsync(ct);
        foreach (var id in events)
        {
            _entries[id] = found.Contains(id);
        }
    }

    /// <param name="visible">Customers may see it.</param>
    public Task Write(ISubjectEvent e, ChatterKind kind, bool visible, ChatterDetails? details, CancellationToken ct) =>
        Write(e, ChatterThread.Of(e.Subject, e.Source, e.Customer.Id), e.Subject, e.Customer.Id, kind, visible, details, ct);

    /// <summary>For events that do not say what an invoice bills.</summary>
    public async Task Write(
        IEvent e, Subject subject, Guid customerId, ChatterKind kind, bool visible, ChatterDetails? details, CancellationToken ct) =>
        await Write(e, await db.ThreadOf(subject, customerId, ct), subject, customerId, kind, visible, details, ct);

    private async Task Write(
        IEvent e, ChatterThread thread, Subject subject, Guid customerId, ChatterKind kind, bool visible, ChatterDetails? details, CancellationToken ct)
    {
        if (!_entries.TryGetValue(e.EventId, out var known))
        {
            known = await db.Entries.AnyAsync(x => x.Id == e.EventId, ct);
        }

        _entries[e.EventId] = true;
        if (!known)
        {
            db.Entries.Add(ChatterEntry.Write(e.EventId, thread, subject, customerId, kind, e.Actor, e.OccurredAt, visible, details));
        }
    }
}
