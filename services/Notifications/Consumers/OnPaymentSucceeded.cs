using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Money came in for an invoice.</summary>
internal sealed class OnPaymentSucceeded(ChatterBook chatter) : IEventHandler<PaymentSucceeded>
{
    public Task Handle(PaymentSucceeded e, CancellationToken ct) =>
        chatter.Enter(e, e.Order, e.Customer, ChatterKind.PaymentRegistered, visible: true, new ChatterDetails { Reference = e.InvoiceNumber, Amount = e.Amount }, ct);
}
