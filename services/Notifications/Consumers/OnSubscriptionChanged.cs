using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Plan or quantity changed: entered with what it was and what it is.</summary>
internal sealed class OnSubscriptionChanged(ChatterBook chatter) : IEventHandler<SubscriptionChanged>
{
    public Task Handle(SubscriptionChanged e, CancellationToken ct) => chatter.Enter(
        e, e.Order, e.Customer, ChatterKind.Changed, visible: true, new ChatterDetails { Text = ChangeWords.Of(e.Old, e.New, e.Customer) }, ct);
}
