using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Plan or quantity will change: entered with the day of it.</summary>
internal sealed class OnSubscriptionChangeScheduled(ChatterBook chatter) : IEventHandler<SubscriptionChangeScheduled>
{
    public Task Handle(SubscriptionChangeScheduled e, CancellationToken ct) => chatter.Enter(
        e, e.Order, e.Customer, ChatterKind.ChangeScheduled, visible: true, new ChatterDetails { Text = ChangeWords.Of(e.Old, e.New, e.Customer), EndDate = e.ChangeDate }, ct);
}
