using Billing.Payments.Methods;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class SetDefaultPaymentMethod(BillingDb db, PaymentMethodService methods) : IFeature
{
    public async Task<Wire.SavedPaymentMethod> Handle(Wire.SetDefaultPortalPaymentMethodRequest request, Caller caller, CancellationToken ct) =>
        await methods.MakeDefault(await db.OwnMethod(request.Id, caller, ct), caller.Actor, ct);
}
