using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>An invoice is out of force.</summary>
internal sealed class OnInvoiceVoided(ChatterWriter chatter) : IEventHandler<InvoiceVoided>
{
    public Task Handle(InvoiceVoided e, CancellationToken ct) => chatter.Write(
        e, ChatterKind.InvoiceVoided, visible: true,
        new ChatterDetails { Reference = e.Subject.Number, Amount = e.Total, Text = e.Reason }, ct);
}
