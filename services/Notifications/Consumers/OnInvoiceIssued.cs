using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>An invoice became final.</summary>
internal sealed class OnInvoiceIssued(ChatterBook chatter) : IEventHandler<InvoiceIssued>
{
    public Task Handle(InvoiceIssued e, CancellationToken ct) =>
        chatter.Enter(e, e.Order, e.Customer, ChatterKind.InvoiceIssued, visible: true, new ChatterDetails { Reference = e.Number, Amount = e.Total }, ct);
}
