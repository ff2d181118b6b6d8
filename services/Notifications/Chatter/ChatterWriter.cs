using Contracts.Events;
using Contracts.Notifications.V1;
using Microsoft.EntityFrameworkCore;

namespace Notifications.Chatter;

/// <summary>Writes events into the chatter, each once, in whatever order they come.</summary>
internal sealed class ChatterWriter(NotificationsDb db)
{
    /// <summary>Whether there is an entry of that event, as far as it was looked up.</summary>
    private readonly Dictionary<Guid, bool> _entries = [];

    /// <summary>Where the entries about a subject stand so far, as far as it was looked up; null where there are none.</summary>
    private readonly Dictionary<Guid, ChatterThread?> _threads = [];

    /// <summary>For many events at once: reads by one query what would take one for each.</summary>
    public async Task LookUp(IReadOnlyList<IEvent> events, CancellationToken ct)
    {
        List<Guid> ids = [.. events.Select(e => e.EventId)];
        var found = await db.Entries.Where(x => ids.Contains(x.Id)).Select(x => x.Id).ToHashSetAsync(ct);
        foreach (var id in ids)
        {
            _entries[id] = found.Contains(id);
        }
    }

    /// <summary>The same for where the entries of many subjects stand.</summary>
    public async Task LookUpThreads(IReadOnlyList<Subject> subjects, CancellationToken ct)
    {
        var found = await db.ThreadsOf(subjects, ct);
        foreach (var subject in subjects)
        {
            _threads[subject.Id] = found.TryGetValue(subject.Id, out var thread) ? thread : null;
        }
    }

    /// <param name="visible">Customers may see it.</param>
    public Task Write(ISubjectEvent e, ChatterKind kind, bool visible, ChatterDetails? details, CancellationToken ct) =>
        Write(e, ChatterThread.Of(e.Subject, e.Source, e.Customer.Id), e.Subject, e.Customer.Id, kind, visible, details, ct);

    /// <summary>For events that do not say what an invoice bills.</summary>
    public async Task Write(
        IEvent e, Subject subject, Guid customerId, ChatterKind kind, bool visible, ChatterDetails? details, CancellationToken ct) =>
        await Write(e, await ThreadOf(subject, customerId, ct), subject, customerId, kind, visible, details, ct);

    /// <summary>Enters what happened to a pass with the pass and, for it matters to the client's history, with its buyer.</summary>
    public async Task WriteWithBuyer(PassEvent e, ChatterKind kind, ChatterDetails? details, CancellationToken ct)
    {
        if (await IsNew(e.EventId, ct))
        {
            var buyer = new ChatterThread(SubjectKinds.Customer, e.Customer.Id);
            Add(e.EventId, e, ChatterThread.Of(e.Subject, null, e.Customer.Id), e.Subject, e.Customer.Id, kind, visible: true, details);
            Add(Guid.CreateVersion7(e.OccurredAt), e, buyer, e.Subject, e.Customer.Id, kind, visible: true, details);
        }
    }

    /// <summary>Enters what a subscription has brought with the pass and with the subscription; each names the other.</summary>
    public async Task WriteWithOrder(PassEvent e, Subject order, ChatterKind kind, DateOnly? endDate, CancellationToken ct)
    {
        if (await IsNew(e.EventId, ct))
        {
            var (pass, subscription) = (ChatterThread.Of(e.Subject, null, e.Customer.Id), ChatterThread.Of(order, null, e.Customer.Id));
            Add(e.EventId, e, pass, e.Subject, e.Customer.Id, kind, visible: true, new ChatterDetails { EndDate = endDate, Reference = order.Number });
            Add(Guid.CreateVersion7(e.OccurredAt), e, subscription, e.Subject, e.Customer.Id, kind, visible: true, new ChatterDetails { EndDate = endDate, Reference = e.Subject.Number });
        }
    }

    private async Task Write(
        IEvent e, ChatterThread thread, Subject subject, Guid customerId, ChatterKind kind, bool visible, ChatterDetails? details, CancellationToken ct)
    {
        if (await IsNew(e.EventId, ct))
        {
            Add(e.EventId, e, thread, subject, customerId, kind, visible, details);
        }
    }

    private async Task<ChatterThread> ThreadOf(Subject subject, Guid customerId, CancellationToken ct) =>
        _threads.TryGetValue(subject.Id, out var known) ? known ?? ChatterThread.Of(subject, null, customerId) : await db.ThreadOf(subject, customerId, ct);

    private async Task<bool> IsNew(Guid eventId, CancellationToken ct)
    {
        if (!_entries.TryGetValue(eventId, out var known))
        {
            known = await db.Entries.AnyAsync(x => x.Id == eventId, ct);
        }

        _entries[eventId] = true;
        return !known;
    }

    private void Add(Guid id, IEvent e, ChatterThread thread, Subject subject, Guid customerId, ChatterKind kind, bool visible, ChatterDetails? details) =>
        db.Entries.Add(ChatterEntry.Write(id, thread, subject, customerId, kind, e.Actor, e.OccurredAt, visible, details, EntryOrder.Of(e)));
}
