using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A freeze is over, or was called off.</summary>
internal sealed class OnPassUnfrozen(ChatterWriter chatter) : IEventHandler<PassUnfrozen>
{
    public Task Handle(PassUnfrozen e, CancellationToken ct) =>
        chatter.Write(e, ChatterKind.PassUnfrozen, visible: true, new ChatterDetails { EndDate = e.Pass.EndDate }, ct);
}
