using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Service is restricted as an invoice is unpaid: the customer was told before, by a notice.</summary>
internal sealed class OnSubscriptionRestricted(ChatterWriter chatter) : IEventHandler<SubscriptionRestricted>
{
    public Task Handle(SubscriptionRestricted e, CancellationToken ct) => chatter.Write(e, ChatterKind.Restricted, visible: true, null, ct);
}
