using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A freeze was decided: entered with the end that it moves the pass to, as far as that is known.</summary>
internal sealed class OnPassFrozen(ChatterWriter chatter) : IEventHandler<PassFrozen>
{
    public Task Handle(PassFrozen e, CancellationToken ct) =>
        chatter.Write(e, ChatterKind.PassFrozen, visible: true, new ChatterDetails { EndDate = e.FreezeEndDate is null ? null : e.Pass.EndDate, Text = e.Reason }, ct);
}
