using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Money came in for an invoice.</summary>
internal sealed class OnPaymentSucceeded(ChatterWriter chatter, MailQueue mails) : IEventHandler<PaymentSucceeded>
{
    public static bool Batched => true;

    public async Task LookUp(IReadOnlyList<PaymentSucceeded> set, CancellationToken ct)
    {
        await chatter.LookUp(set, ct);
        await mails.LookUp(MailTemplates.Receipt, set, ct);
    }

    public async Task Handle(PaymentSucceeded e, CancellationToken ct)
    {
        await chatter.Write(
            e, ChatterKind.PaymentRegistered, visible: true, new ChatterDetails { Reference = e.Subject.Number, Amount = e.Amount, DunningCaseId = e.DunningCaseId }, ct);
        await mails.Queue(MailTemplates.Receipt, e, (language, publicUrl) => MoneyValues.Receipt(e, language, publicUrl), expiresAt: null, ct);
    }
}
