using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A paused subscription goes on.</summary>
internal sealed class OnSubscriptionResumed(ChatterBook chatter) : IEventHandler<SubscriptionResumed>
{
    public Task Handle(SubscriptionResumed e, CancellationToken ct) => chatter.Enter(
        e, e.Order, e.Customer, ChatterKind.Resumed, visible: true, new ChatterDetails { OldStage = "paused", NewStage = "in_progress" }, ct);
}
