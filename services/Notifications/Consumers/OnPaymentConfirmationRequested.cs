using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>The bank asks for the customer's confirmation of a charge.</summary>
internal sealed class OnPaymentConfirmationRequested(ChatterWriter chatter) : IEventHandler<PaymentConfirmationRequested>
{
    public Task Handle(PaymentConfirmationRequested e, CancellationToken ct) => chatter.Write(
        e, ChatterKind.ConfirmationRequested, visible: true, new ChatterDetails { Reference = e.Subject.Number, Amount = e.Amount, DunningCaseId = e.DunningCaseId }, ct);
}
