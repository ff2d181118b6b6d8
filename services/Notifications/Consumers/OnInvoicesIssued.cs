using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>
/// Invoices of a billing run became final: each is entered and mailed as <see cref="OnInvoiceIssued"/> does it, and that is who gets each by itself when
/// they cannot be entered together.
/// </summary>
internal sealed class OnInvoicesIssued(OnInvoiceIssued one) : IEventHandler<InvoicesIssued>
{
    public async Task Handle(InvoicesIssued e, CancellationToken ct)
    {
        await one.LookUp(e.Invoices, ct);
        foreach (var invoice in e.Invoices)
        {
            await one.Handle(invoice, ct);
        }
    }
}
