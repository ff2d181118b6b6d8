using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Customers;

internal static class CustomerWire
{
    /// <param name="status">Of its address, where mail came back.</param>
    public static Wire.Customer ToWire(this Customer customer, EmailStatus? status = null) => new()
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
        EmailVersion = customer.EmailVersion,
        EmailBounce = status?.BouncedAt is not { } bounced ? null : new Wire.EmailBounce
        {
            Time = Timestamp.FromDateTimeOffset(bounced), Permanent = status.Permanent, Diagnostic = status.Diagnostic,
        },
    };
}
