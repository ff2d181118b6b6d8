using Billing.PaymentMethods;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class AddPaymentMethod(PaymentMethodDesk desk) : IFeature
{
    public Task<Wire.SavedPaymentMethod> Handle(Wire.AddPortalPaymentMethodRequest request, Caller caller, CancellationToken ct) =>
        desk.Add(caller.RequiredCustomerId, request.Token, caller.Actor, ct);
}
