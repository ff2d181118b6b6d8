using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Taxes;

internal sealed class RetireTaxRate(BillingDb db, BusinessCalendar business, TimeProvider clock) : IFeature
{
    public async Task<Wire.TaxRate> Handle(Wire.RetireTaxRateRequest request, CancellationToken ct)
    {
        var rate = await db.RequireTaxRate("id", request.Id, ct);
        rate.RequireEtag(request.Etag);
        rate.Retire(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return rate.ToWire(business.Today);
    }
}
