using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Money went back to where it came from.</summary>
internal sealed class OnPaymentRefunded(ChatterWriter chatter) : IEventHandler<PaymentRefunded>
{
    public Task Handle(PaymentRefunded e, CancellationToken ct) => chatter.Write(
        e, ChatterKind.PaymentRefunded, visible: true,
        new ChatterDetails { Reference = e.Subject.Number, Amount = e.Amount, Text = e.Reason }, ct);
}
