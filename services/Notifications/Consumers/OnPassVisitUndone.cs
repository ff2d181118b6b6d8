using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A visit or a missed class was taken back.</summary>
internal sealed class OnPassVisitUndone(ChatterWriter chatter) : IEventHandler<PassVisitUndone>
{
    public Task Handle(PassVisitUndone e, CancellationToken ct) =>
        chatter.Write(e, ChatterKind.PassVisitUndone, visible: true, new ChatterDetails { Reference = e.Holder.Name, Text = e.Reason }, ct);
}
