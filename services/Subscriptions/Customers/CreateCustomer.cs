using ServiceDefaults;
using ServiceDefaults.Paging;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Customers;

public sealed class CreateCustomer(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Customer> Handle(Wire.CreateCustomerRequest request, CancellationToken ct)
    {
        var terms = CustomerChecks.Read(request.Customer ?? new Wire.Customer(), new UpdateMask(null), current: null);
        await db.RequireFreeEmail(terms.Email, except: null, ct);
        var customer = Customer.Create(terms, clock.GetUtcNow());
        db.Customers.Add(customer);
        await db.SaveChangesAsync(ct);
        return customer.ToWire();
    }
}
