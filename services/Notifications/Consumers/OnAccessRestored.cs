using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A restriction was lifted.</summary>
internal sealed class OnAccessRestored(ChatterWriter chatter) : IEventHandler<AccessRestored>
{
    public Task Handle(AccessRestored e, CancellationToken ct) => chatter.Write(e, ChatterKind.AccessRestored, visible: true, null, ct);
}
