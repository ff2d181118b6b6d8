using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A payment that was taken back stands again. What staff wrote about it is theirs.</summary>
internal sealed class OnPaymentRestored(ChatterWriter chatter) : IEventHandler<PaymentRestored>
{
    public Task Handle(PaymentRestored e, CancellationToken ct) => chatter.Write(
        e, ChatterKind.PaymentRestored, visible: true,
        new ChatterDetails { Reference = e.Subject.Number, Amount = e.Amount, Text = e.Kind, DunningCaseId = e.DunningCaseId }, ct);
}
