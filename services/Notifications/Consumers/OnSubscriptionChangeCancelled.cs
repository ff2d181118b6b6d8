using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Plan or quantity will not change after all: entered with what stays and what would have been.</summary>
internal sealed class OnSubscriptionChangeCancelled(ChatterBook chatter) : IEventHandler<SubscriptionChangeCancelled>
{
    public Task Handle(SubscriptionChangeCancelled e, CancellationToken ct) => chatter.Enter(
        e, e.Order, e.Customer, ChatterKind.ChangeCancelled, visible: true, new ChatterDetails { Text = ChangeWords.Of(e.Old, e.New, e.Customer) }, ct);
}
