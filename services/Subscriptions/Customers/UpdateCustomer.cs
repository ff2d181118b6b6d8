using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Subscriptions.Time;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Customers;

internal sealed class UpdateCustomer(SubscriptionsDb db, EmailStatuses statuses, TimeProvider clock) : IFeature
{
    public async Task<Wire.Customer> Handle(Wire.UpdateCustomerRequest request, Caller caller, CancellationToken ct)
    {
        var wanted = request.Customer ?? new Wire.Customer();
        var id = FieldValidator.RequireId("customer.id", wanted.Id);
        var mask = new UpdateMask(request.UpdateMask, CustomerValidation.Writable);
        var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw DomainException.NotFound("customer", wanted.Id);
        customer.RequireEtag(wanted.Etag);
        var terms = CustomerValidation.Read(wanted, mask, customer.Terms());
        await db.RequireFreeEmail(terms.Email, except: id, ct);

        var now = clock.GetUtcNow();
        var orders = await db.Subscriptions.Include(s => s.Lines).Where(s => s.CustomerId == id).ToListAsync(ct);
        var passes = await db.Passes.Include(p => p.Customer).Include(p => p.Holders).ThenInclude(h => h.Customer).AsSplitQuery()
            .Where(p => p.CustomerId == id || p.Holders.Any(h => h.CustomerId == id)).ToListAsync(ct);
        if (terms.Currency != customer.Currency && (orders.Count > 0 || passes.Exists(p => p.CustomerId == id)))
        {
            throw DomainException.InvalidArgument("customer.currency_code", "FIXED", "cannot change once the customer has orders or passes.");
        }

        var today = CivilTime.DateAt(now, customer.Zone);
        customer.Update(terms, now);
        customer.Announce(caller.Actor, now);
        foreach (var order in orders)
        {
            order.CustomerChanged(today, now);
        }

        passes.ForEach(pass => pass.CustomerChanged(now));
        await db.SaveChangesAsync(ct);
        await statuses.ForgetOthers(customer, ct);
        return customer.ToWire((await statuses.Bounced([id], ct)).GetValueOrDefault(id));
    }
}
