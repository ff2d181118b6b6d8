using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Money went back to where it came from.</summary>
internal sealed class OnPaymentRefunded(ChatterWriter chatter, MailQueue mails) : IEventHandler<PaymentRefunded>
{
    public async Task Handle(PaymentRefunded e, CancellationToken ct)
    {
        await chatter.Write(
            e, ChatterKind.PaymentRefunded, visible: true,
            new ChatterDetails { Reference = e.Subject.Number, Amount = e.Amount, Text = e.Reason }, ct);
        await mails.Queue(MailTemplates.Refund, e, (language, publicUrl) => MoneyValues.Refund(e, language, publicUrl), expiresAt: null, ct);
    }
}
