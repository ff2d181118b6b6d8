using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.Customers;

/// <summary>A customer was entered or edited.</summary>
internal sealed class OnCustomerChanged(BillingDb db, TimeProvider clock) : IEventHandler<CustomerChanged>
{
    public async Task Handle(CustomerChanged e, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Customers.FirstOrDefaultAsync(c => c.Id == e.AggregateId, ct) is { } known)
        {
            known.Learn(e.Customer, e.Currency, e.OccurredAt, now);
        }
        else
        {
            db.Customers.Add(BilledCustomer.Meet(e.Customer, e.Currency, e.OccurredAt, now));
        }
    }
}
