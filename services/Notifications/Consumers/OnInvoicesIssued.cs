using Contracts.Events;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>
/// Invoices of a billing run became final: each is entered as <see cref="OnInvoiceIssued"/> enters it, and that is who gets each by itself when
/// they cannot be entered together.
/// </summary>
internal sealed class OnInvoicesIssued(ChatterWriter chatter, OnInvoiceIssued one) : IEventHandler<InvoicesIssued>
{
    public async Task Handle(InvoicesIssued e, CancellationToken ct)
    {
        await chatter.LookUp([.. e.Invoices.Select(invoice => invoice.EventId)], ct);
        foreach (var invoice in e.Invoices)
        {
            await one.Handle(invoice, ct);
        }
    }
}
