using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A quotation was withdrawn; nobody is told but staff.</summary>
internal sealed class OnQuotationCancelled(ChatterWriter chatter) : IEventHandler<QuotationCancelled>
{
    public Task Handle(QuotationCancelled e, CancellationToken ct) =>
        chatter.Write(e, ChatterKind.QuotationCancelled, visible: false, new ChatterDetails { OldStage = "quotation", NewStage = "cancelled" }, ct);
}
