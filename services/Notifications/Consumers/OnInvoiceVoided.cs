using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>An invoice is out of force.</summary>
internal sealed class OnInvoiceVoided(ChatterBook chatter) : IEventHandler<InvoiceVoided>
{
    public Task Handle(InvoiceVoided e, CancellationToken ct) => chatter.Enter(
        e, e.Order, e.Customer, ChatterKind.InvoiceVoided, visible: true,
        new ChatterDetails { Reference = e.InvoiceNumber, Amount = e.Total, Text = e.Reason }, ct);
}
