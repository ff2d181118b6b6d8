using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Taxes;

internal sealed class GetTaxExemption(BillingDb db) : IFeature
{
    public async Task<Wire.TaxExemption> Handle(Wire.GetTaxExemptionRequest request, CancellationToken ct)
    {
        var customer = FieldValidator.RequireId("customer_id", request.CustomerId);
        return (await db.TaxExemptions.AsNoTracking().FirstOrDefaultAsync(e => e.Id == customer, ct)).ToWire(customer);
    }
}
