using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Money could not be paid back; it is account credit again.</summary>
internal sealed class OnRefundFailed(ChatterWriter chatter) : IEventHandler<RefundFailed>
{
    public Task Handle(RefundFailed e, CancellationToken ct) => chatter.Write(
        e, ChatterKind.RefundFailed, visible: true,
        new ChatterDetails { Reference = e.Subject.Number, Amount = e.Amount, Text = e.Reason }, ct);
}
