using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Methods;

internal sealed class RemovePaymentMethod(BillingDb db, PaymentMethodService methods) : IFeature
{
    public async Task<Wire.SavedPaymentMethod> Handle(Wire.RemovePaymentMethodRequest request, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var method = await db.PaymentMethods.FirstOrDefaultAsync(m => m.Id == id, ct) ?? throw DomainException.NotFound("payment method", request.Id);
        return await methods.Remove(method, ct);
    }
}
