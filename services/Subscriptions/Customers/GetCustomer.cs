using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Customers;

internal sealed class GetCustomer(SubscriptionsDb db, EmailStatuses statuses) : IFeature
{
    public async Task<Wire.Customer> Handle(Wire.GetCustomerRequest request, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var customer = await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);
        return customer is null
            ? throw DomainException.NotFound("customer", request.Id)
            : customer.ToWire((await statuses.Bounced([id], ct)).GetValueOrDefault(id));
    }
}
