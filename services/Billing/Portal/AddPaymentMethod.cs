using Billing.Payments.Methods;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class AddPaymentMethod(PaymentMethodService methods) : IFeature
{
    public Task<Wire.SavedPaymentMethod> Handle(Wire.AddPortalPaymentMethodRequest request, Caller caller, CancellationToken ct) =>
        methods.Add(caller.RequiredCustomerId, request.Token, caller.Actor, ct);
}
