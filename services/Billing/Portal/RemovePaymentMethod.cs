using Billing.Payments.Methods;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class RemovePaymentMethod(BillingDb db, PaymentMethodService methods) : IFeature
{
    public async Task<Wire.SavedPaymentMethod> Handle(Wire.RemovePortalPaymentMethodRequest request, Caller caller, CancellationToken ct) =>
        await methods.Remove(await db.OwnMethod(request.Id, caller, ct), ct);
}
