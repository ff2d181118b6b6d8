using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A try to charge an invoice failed. The event's cause is one that the customer may know.</summary>
internal sealed class OnPaymentFailed(ChatterWriter chatter) : IEventHandler<PaymentFailed>
{
    public Task Handle(PaymentFailed e, CancellationToken ct) => chatter.Write(
        e, ChatterKind.PaymentFailed, visible: true,
        new ChatterDetails { Reference = e.Subject.Number, Amount = e.Amount, Text = e.Cause, DunningCaseId = e.DunningCaseId }, ct);
}
