using Billing.Payments.Charging;
using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Methods;

internal static class PaymentMethodWire
{
    public static Wire.SavedPaymentMethod ToWire(this SavedPaymentMethod method, Guid? defaultMethod) => new()
    {
        Id = method.Id.ToString(),
        CustomerId = method.CustomerId.ToString(),
        Provider = method.Provider,
        Brand = method.Brand,
        Last4 = method.Last4,
        ExpiryMonth = method.ExpiryMonth,
        ExpiryYear = method.ExpiryYear,
        IsDefault = method.Id == defaultMethod,
        RefusedFor = AttemptWire.ToWire(method.RefusedFor),
        CreateTime = Timestamp.FromDateTimeOffset(method.CreatedAt),
    };
}
