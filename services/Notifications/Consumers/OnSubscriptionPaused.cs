using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A subscription was paused: entered with its first day without service.</summary>
internal sealed class OnSubscriptionPaused(ChatterBook chatter) : IEventHandler<SubscriptionPaused>
{
    public Task Handle(SubscriptionPaused e, CancellationToken ct) => chatter.Enter(
        e, e.Order, e.Customer, ChatterKind.Paused, visible: true, new ChatterDetails { OldStage = e.OldStage, NewStage = "paused", EndDate = e.PauseDate }, ct);
}
