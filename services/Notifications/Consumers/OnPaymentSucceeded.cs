using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Money came in for an invoice.</summary>
internal sealed class OnPaymentSucceeded(ChatterWriter chatter) : IEventHandler<PaymentSucceeded>
{
    public Task Handle(PaymentSucceeded e, CancellationToken ct) =>
        chatter.Write(e, ChatterKind.PaymentRegistered, visible: true, new ChatterDetails { Reference = e.Subject.Number, Amount = e.Amount }, ct);
}
