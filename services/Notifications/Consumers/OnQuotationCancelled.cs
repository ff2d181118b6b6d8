using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A quotation was withdrawn; nobody is told but staff.</summary>
internal sealed class OnQuotationCancelled(ChatterBook chatter) : IEventHandler<QuotationCancelled>
{
    public Task Handle(QuotationCancelled e, CancellationToken ct) =>
        chatter.Enter(e, e.Order, e.Customer, ChatterKind.QuotationCancelled, visible: false, new ChatterDetails { OldStage = "quotation", NewStage = "cancelled" }, ct);
}
