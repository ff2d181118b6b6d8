using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A closed subscription came back.</summary>
internal sealed class OnSubscriptionReactivated(ChatterBook chatter) : IEventHandler<SubscriptionReactivated>
{
    public Task Handle(SubscriptionReactivated e, CancellationToken ct) => chatter.Enter(
        e, e.Order, e.Customer, ChatterKind.Reactivated, visible: true, new ChatterDetails { OldStage = "churned", NewStage = "in_progress", Amount = e.RecurringTotal }, ct);
}
