using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>An invoice became final.</summary>
internal sealed class OnInvoiceIssued(ChatterWriter chatter, MailQueue mails) : IEventHandler<InvoiceIssued>
{
    public static bool Batched => true;

    public async Task LookUp(IReadOnlyList<InvoiceIssued> set, CancellationToken ct)
    {
        await chatter.LookUp(set, ct);
        await mails.LookUp(MailTemplates.Invoice, set, ct);
    }

    public async Task Handle(InvoiceIssued e, CancellationToken ct)
    {
        await chatter.Write(e, ChatterKind.InvoiceIssued, visible: true, new ChatterDetails { Reference = e.Subject.Number, Amount = e.Total }, ct);
        await mails.Queue(MailTemplates.Invoice, e, (language, publicUrl) => MoneyValues.Invoice(e, language, publicUrl), expiresAt: null, ct);
    }
}
