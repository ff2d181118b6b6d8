using Contracts.Common.V1;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;
using ServiceDefaults.Parking;

namespace Billing.Subscriptions.Ordering;

/// <summary>Says of a subscription's parked event which subscription it is, and what waits behind it.</summary>
internal sealed class ParkedSubscriptions(BillingDb db) : IParkedWorkDetails<BillingDb>
{
    public async Task Add(IReadOnlyList<(ParkedMessage Message, ParkedWork Shown)> parked, CancellationToken ct)
    {
        var events = parked.Where(each => each.Message.DiscardedAt is null)
            .Select(each => (Event: each.Message.ReadEvent() as SubscriptionEvent, each.Shown)).Where(each => each.Event?.Subject is not null).ToList();
        List<Guid> subscriptions = [.. events.Select(each => each.Event!.AggregateId).Distinct()];
        var waiting = (await db.EarlyEvents.AsNoTracking().Where(e => subscriptions.Contains(e.SubscriptionId))
            .OrderBy(e => e.Sequence).Select(e => new { e.SubscriptionId, e.Type }).ToListAsync(ct)).ToLookup(e => e.SubscriptionId, e => e.Type);
        foreach (var (e, shown) in events)
        {
            shown.SubjectNumber = e!.Subject.Number;
            shown.WaitingEventTypes.Add(waiting[e.AggregateId]);
        }
    }
}
