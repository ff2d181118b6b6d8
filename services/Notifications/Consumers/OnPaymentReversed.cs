using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>The bank took a payment back, or it never came in. The customer learns of it by the mails of the dunning case; what staff wrote about it is theirs.</summary>
internal sealed class OnPaymentReversed(ChatterWriter chatter) : IEventHandler<PaymentReversed>
{
    public Task Handle(PaymentReversed e, CancellationToken ct) => chatter.Write(
        e, ChatterKind.PaymentReversed, visible: true,
        new ChatterDetails { Reference = e.Subject.Number, Amount = e.Amount, Text = e.Kind, DunningCaseId = e.DunningCaseId }, ct);
}
