using Billing.Customers;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.Credits;

/// <summary>A customer was entered or edited: known for what is billed next, and what was billed is found by the new name and mail address too.</summary>
internal sealed class OnCustomerChanged(BillingDb db, TimeProvider clock) : IEventHandler<CustomerChanged>
{
    public async Task Handle(CustomerChanged e, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var known = await db.Customers.FirstOrDefaultAsync(c => c.Id == e.AggregateId, ct);
        if (known is null)
        {
            db.Customers.Add(BilledCustomer.Meet(e.Customer, e.Currency, e.OccurredAt, now));
        }
        else if (!known.Learn(e.Customer, e.Currency, e.OccurredAt, now))
        {
            return;
        }

        await FindDocumentsBy(e.Customer, ct);
    }

    private async Task FindDocumentsBy(EventCustomer customer, CancellationToken ct)
    {
        var invoices = await db.Invoices.Where(i => i.CustomerId == customer.Id).ToDictionaryAsync(i => i.Id, ct);
        foreach (var invoice in invoices.Values)
        {
            invoice.FindAlsoBy(customer);
        }

        foreach (var note in await db.CreditNotes.Where(n => invoices.Keys.Contains(n.InvoiceId)).ToListAsync(ct))
        {
            note.FindLike(invoices[note.InvoiceId]);
        }
    }
}
