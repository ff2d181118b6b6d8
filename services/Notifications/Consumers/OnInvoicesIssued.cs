using Contracts.Events;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>
/// Invoices of a billing run became final: each is entered and mailed as <see cref="OnInvoiceIssued"/> does it, and that is who gets each by itself when
/// they cannot be entered together.
/// </summary>
internal sealed class OnInvoicesIssued(ChatterWriter chatter, MailQueue mails, OnInvoiceIssued one) : IEventHandler<InvoicesIssued>
{
    public async Task Handle(InvoicesIssued e, CancellationToken ct)
    {
        List<Guid> events = [.. e.Invoices.Select(invoice => invoice.EventId)];
        await chatter.LookUp(events, ct);
        await mails.LookUp(MailTemplates.Invoice, events, ct);
        foreach (var invoice in e.Invoices)
        {
            await one.Handle(invoice, ct);
        }
    }
}
