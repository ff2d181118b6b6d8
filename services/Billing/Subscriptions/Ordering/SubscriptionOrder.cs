using Billing.Accounts;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.Subscriptions.Ordering;

/// <summary>
/// Lets each subscription's events take effect in their order, in the caller's transaction. An account's cursor is the number of the last event that was
/// applied. Two that are handled at the same moment change the same account, so one of them collides, begins again and sees the other.
/// </summary>
internal sealed class SubscriptionOrder(BillingDb db, TimeProvider clock)
{
    /// <summary>Moves the cursor to the event if it is the next of its subscription. One that is early is kept, a repeat is passed over.</summary>
    /// <returns>The subscription's account when the caller is to apply the event; null otherwise.</returns>
    public async Task<SubscriptionBilling?> Next(SubscriptionEvent e, CancellationToken ct)
    {
        var (events, billings) = await Next([e], ct);
        return events.Count > 0 ? billings[e.AggregateId] : null;
    }

    /// <summary>The same for many: those of one subscription are taken as long as each follows the one before.</summary>
    /// <returns>What the caller is to apply, in order, and the accounts of their subscriptions.</returns>
    public async Task<(IReadOnlyList<TEvent> Events, IReadOnlyDictionary<Guid, SubscriptionBilling> Accounts)> Next<TEvent>(
        IReadOnlyList<TEvent> events, CancellationToken ct)
        where TEvent : SubscriptionEvent
    {
        var now = clock.GetUtcNow();
        List<Guid> subscriptions = [.. events.Select(e => e.AggregateId).Distinct()];
        var billings = await db.BillingsOf(subscriptions, now, ct);
        var early = await EarlyEventsOf(billings.Values, ct);
        var next = new List<TEvent>();
        foreach (var e in events.OrderBy(e => e.Sequence))
        {
            var billing = billings[e.AggregateId];
            if (billing.TryAdvance(e.Sequence, now))
            {
                next.Add(e);
            }
            else if (billing.IsAhead(e.Sequence))
            {
                if (early[e.AggregateId].All(known => known.Sequence != e.Sequence))
                {
                    db.EarlyEvents.Add(EarlyEvent.Of(e, now));
                    billing.CountEarly();
                }
                else
                {
                    // A repeat of one that is kept. If that is released at this moment, this must not pass for its handling: one of the two collides.
                    db.Entry(billing).Property(a => a.EarlyEvents).IsModified = true;
                }
            }
        }

        foreach (var (id, billing) in billings)
        {
            await Release(early[id], billing, ct);
        }

        return (events.Count == next.Count ? events : [.. events.Where(next.Contains)], billings);
    }

    /// <summary>Moves the cursor past an event that is never applied.</summary>
    /// <returns>The subscription's account; null when it was not the event's turn.</returns>
    public async Task<SubscriptionBilling?> Skip(SkippedEvent skipped, CancellationToken ct)
    {
        var billing = await db.BillingOf(skipped.AggregateId, clock.GetUtcNow(), ct);
        if (!billing.TryAdvance(skipped.Sequence, clock.GetUtcNow()))
        {
            return null;
        }

        await Release((await EarlyEventsOf([billing], ct))[billing.Id], billing, ct);
        return billing;
    }

    /// <summary>By subscription. Asked for only where the row says that there are any, which is rare.</summary>
    private async Task<ILookup<Guid, EarlyEvent>> EarlyEventsOf(IEnumerable<SubscriptionBilling> billings, CancellationToken ct)
    {
        List<Guid> waiting = [.. billings.Where(billing => billing.EarlyEvents > 0).Select(billing => billing.Id)];
        var events = waiting.Count == 0 ? [] : await db.EarlyEvents.Where(e => waiting.Contains(e.SubscriptionId)).ToListAsync(ct);
        return events.ToLookup(e => e.SubscriptionId);
    }

    /// <summary>What waited for the cursor is delivered once more, to be handled, or to be parked, by itself.</summary>
    private async Task Release(IEnumerable<EarlyEvent> early, SubscriptionBilling billing, CancellationToken ct)
    {
        foreach (var e in early.Where(e => !billing.IsAhead(e.Sequence)))
        {
            db.EarlyEvents.Remove(e);
            billing.CountReleased();
            if (e.Sequence > billing.Cursor)
            {
                // Its delivery was noted when it was kept, and it may have come through this outbox before; the delivery to come is the first that counts.
                await db.BeginWriting(ct);
                await db.Inbox.Where(m => m.EventId == e.Id).ExecuteDeleteAsync(ct);
                await db.Outbox.Where(m => m.EventId == e.Id).ExecuteDeleteAsync(ct);
                db.DeliverAgain(e.Read());
            }
        }
    }
}
