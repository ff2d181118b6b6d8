using Contracts.Events;
using Contracts.Notifications.V1;
using Microsoft.EntityFrameworkCore;

namespace Notifications.Chatter;

/// <summary>Enters events into the chatter of their orders, each once, in whatever order they come.</summary>
internal sealed class ChatterBook(NotificationsDb db, TimeProvider clock)
{
    /// <param name="visible">Customers may see it.</param>
    public async Task Enter(
        IEvent e, EventOrder order, EventCustomer customer, ChatterKind kind, bool visible, ChatterDetails? details, CancellationToken ct)
    {
        // Something that staff billed beside any order.
        if (order.Id == Guid.Empty)
        {
            return;
        }

        if (!await db.Threads.AnyAsync(t => t.Id == order.Id, ct))
        {
            db.Threads.Add(ChatterThread.Open(order, customer.Id, clock.GetUtcNow()));
        }

        await Enter(e, order.Id, kind, visible, details, ct);
    }

    /// <summary>For events that know the order by its id only.</summary>
    public async Task Enter(IEvent e, Guid subscriptionId, ChatterKind kind, bool visible, ChatterDetails? details, CancellationToken ct)
    {
        if (!await db.Entries.AnyAsync(x => x.Id == e.EventId, ct))
        {
            db.Entries.Add(ChatterEntry.Write(e.EventId, subscriptionId, kind, e.Actor, e.OccurredAt, visible, details));
        }
    }
}
