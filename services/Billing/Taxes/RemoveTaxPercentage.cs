using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Taxes;

internal sealed class RemoveTaxPercentage(BillingDb db, BusinessCalendar business, TimeProvider clock) : IFeature
{
    public async Task<Wire.TaxRate> Handle(Wire.RemoveTaxPercentageRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        validator.Id("id", request.Id);
        var validFrom = validator.CivilDate("valid_from", request.ValidFrom);
        validator.Require(request.ValidFrom is not null, "valid_from", "REQUIRED", "is required.");
        validator.ThrowIfFailed();

        var rate = await db.RequireTaxRate("id", request.Id, ct);
        rate.RequireEtag(request.Etag);
        rate.RemovePercentage(validFrom!.Value, business.Today, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return rate.ToWire(business.Today);
    }
}
