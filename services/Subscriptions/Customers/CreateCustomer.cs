using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Paging;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Customers;

internal sealed class CreateCustomer(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Customer> Handle(Wire.CreateCustomerRequest request, Caller caller, CancellationToken ct)
    {
        var terms = CustomerValidation.Read(request.Customer ?? new Wire.Customer(), new UpdateMask(null), current: null);
        await db.RequireFreeEmail(terms.Email, except: null, ct);
        var now = clock.GetUtcNow();
        var customer = Customer.Create(terms, now);
        customer.Announce(caller.Actor, now);
        db.Customers.Add(customer);
        await db.SaveChangesAsync(ct);
        return customer.ToWire();
    }
}
