using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Taxes;

internal sealed class ClearTaxExemption(BillingDb db) : IFeature
{
    public async Task<Wire.TaxExemption> Handle(Wire.ClearTaxExemptionRequest request, CancellationToken ct)
    {
        var customer = FieldValidator.RequireId("customer_id", request.CustomerId);
        var exemption = await db.TaxExemptions.FirstOrDefaultAsync(e => e.Id == customer, ct)
            ?? throw DomainException.FailedPrecondition("NOT_EXEMPT", "The customer is not exempt from tax.");
        db.TaxExemptions.Remove(exemption);
        await db.SaveChangesAsync(ct);
        return ((TaxExemption?)null).ToWire(customer);
    }
}
