using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Customers;

internal static class CustomerWire
{
    public static Wire.Customer ToWire(this Customer customer) => new()
    {
        Id = customer.Id.ToString(),
        Name = customer.Name,
        Email = customer.Email,
        Language = customer.Language,
        TimeZone = customer.TimeZone,
        CurrencyCode = customer.Currency,
        CreateTime = Timestamp.FromDateTimeOffset(customer.CreatedAt),
        UpdateTime = Timestamp.FromDateTimeOffset(customer.UpdatedAt),
        Etag = customer.Etag,
    };
}
