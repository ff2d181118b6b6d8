using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Part or all of an invoice was taken back.</summary>
internal sealed class OnCreditNoteIssued(ChatterWriter chatter, MailQueue mails) : IEventHandler<CreditNoteIssued>
{
    public async Task Handle(CreditNoteIssued e, CancellationToken ct)
    {
        await chatter.Write(e, ChatterKind.CreditNoteIssued, visible: true, new ChatterDetails { Reference = e.Number, Amount = e.Total, Text = e.Reason }, ct);
        await mails.Queue(MailTemplates.CreditNote, e, (language, publicUrl) => MoneyValues.CreditNote(e, language, publicUrl), expiresAt: null, ct);
    }
}
