using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Taxes;

public sealed class AddTaxPercentage(BillingDb db, BusinessCalendar business, TimeProvider clock) : IFeature
{
    public async Task<Wire.TaxRate> Handle(Wire.AddTaxPercentageRequest request, CancellationToken ct)
    {
        var checks = new FieldChecks();
        checks.Id("id", request.Id);
        var perMillion = checks.Rate(request.RatePerMillion);
        var validFrom = checks.CivilDate("valid_from", request.ValidFrom);
        checks.Require(request.ValidFrom is not null, "valid_from", "REQUIRED", "is required.");
        checks.ThrowIfFailed();

        var rate = await db.RequireTaxRate("id", request.Id, ct);
        rate.RequireEtag(request.Etag);
        rate.AddPercentage(validFrom!.Value, perMillion, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return rate.ToWire(business.Today);
    }
}
