using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>An invoice became final.</summary>
internal sealed class OnInvoiceIssued(ChatterWriter chatter) : IEventHandler<InvoiceIssued>
{
    public Task Handle(InvoiceIssued e, CancellationToken ct) =>
        chatter.Write(e, ChatterKind.InvoiceIssued, visible: true, new ChatterDetails { Reference = e.Subject.Number, Amount = e.Total }, ct);
}
