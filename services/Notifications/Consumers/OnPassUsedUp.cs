using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>The last class was used.</summary>
internal sealed class OnPassUsedUp(ChatterWriter chatter) : IEventHandler<PassUsedUp>
{
    public Task Handle(PassUsedUp e, CancellationToken ct) => chatter.WriteWithBuyer(e, ChatterKind.PassUsedUp, details: null, ct);
}
