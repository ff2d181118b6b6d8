using Billing.PaymentMethods;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class RemovePaymentMethod(BillingDb db, PaymentMethodDesk desk) : IFeature
{
    public async Task<Wire.SavedPaymentMethod> Handle(Wire.RemovePortalPaymentMethodRequest request, Caller caller, CancellationToken ct) =>
        await desk.Remove(await db.OwnMethod(request.Id, caller, ct), ct);
}
