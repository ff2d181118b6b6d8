using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Taxes;

internal sealed class GetTaxRate(BillingDb db, BusinessCalendar business) : IFeature
{
    public async Task<Wire.TaxRate> Handle(Wire.GetTaxRateRequest request, CancellationToken ct) =>
        (await db.RequireTaxRate("id", request.Id, ct)).ToWire(business.Today);
}
