using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>An invoice was marked uncollectible; that is the business's own affair.</summary>
internal sealed class OnInvoiceMarkedUncollectible(ChatterWriter chatter) : IEventHandler<InvoiceMarkedUncollectible>
{
    public Task Handle(InvoiceMarkedUncollectible e, CancellationToken ct) => chatter.Write(
        e, ChatterKind.InvoiceUncollectible, visible: false,
        new ChatterDetails { Reference = e.Subject.Number, Amount = e.AmountDue, Text = e.Reason }, ct);
}
