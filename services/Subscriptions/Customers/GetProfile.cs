using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Customers;

internal sealed class GetProfile(SubscriptionsDb db) : IFeature
{
    public async Task<Wire.Profile> Handle(Caller caller, CancellationToken ct)
    {
        var id = caller.RequiredCustomerId;
        var customer = await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw DomainException.NotFound("customer", $"{id}");
        return new Wire.Profile
        {
            CustomerId = customer.Id.ToString(),
            Name = customer.Name,
            Email = customer.Email,
            Language = customer.Language,
            TimeZone = customer.TimeZone,
            CurrencyCode = customer.Currency,
        };
    }
}
