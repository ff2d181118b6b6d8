using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A fixed term is about to end: entered with its end.</summary>
internal sealed class OnSubscriptionToRenew(ChatterBook chatter) : IEventHandler<SubscriptionToRenew>
{
    public Task Handle(SubscriptionToRenew e, CancellationToken ct) => chatter.Enter(
        e, e.Order, e.Customer, ChatterKind.ToRenew, visible: true, new ChatterDetails { OldStage = "in_progress", NewStage = "to_renew", EndDate = e.TermEnd }, ct);
}
