using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Another term was added: entered with its end.</summary>
internal sealed class OnSubscriptionRenewed(ChatterBook chatter) : IEventHandler<SubscriptionRenewed>
{
    public Task Handle(SubscriptionRenewed e, CancellationToken ct) => chatter.Enter(
        e, e.Order, e.Customer, ChatterKind.Renewed, visible: true, new ChatterDetails { OldStage = e.OldStage, NewStage = "in_progress", EndDate = e.TermEnd }, ct);
}
