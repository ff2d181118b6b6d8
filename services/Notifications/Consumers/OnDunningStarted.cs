using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A payment failed, or did not come in, and its recovery begins. The event's cause is one that the customer may know.</summary>
internal sealed class OnDunningStarted(ChatterWriter chatter) : IEventHandler<DunningStarted>
{
    public Task Handle(DunningStarted e, CancellationToken ct) => chatter.Write(
        e, ChatterKind.DunningStarted, visible: true, new ChatterDetails { Reference = e.Subject.Number, Amount = e.AmountDue, Text = e.Cause }, ct);
}
