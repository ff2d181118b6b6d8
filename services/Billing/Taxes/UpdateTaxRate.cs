using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Billing.V1;

namespace Billing.Taxes;

internal sealed class UpdateTaxRate(BillingDb db, BusinessCalendar business, TimeProvider clock) : IFeature
{
    public async Task<Wire.TaxRate> Handle(Wire.UpdateTaxRateRequest request, CancellationToken ct)
    {
        var wanted = request.TaxRate ?? new Wire.TaxRate();
        var mask = new UpdateMask(request.UpdateMask, "name");
        var rate = await db.RequireTaxRate("tax_rate.id", wanted.Id, ct);
        rate.RequireEtag(wanted.Etag);

        var validator = new FieldValidator();
        var name = mask.Has("name") ? validator.Localized("tax_rate.name", wanted.Name, TaxRateStore.MaximumName) : rate.Name;
        validator.ThrowIfFailed();
        rate.Rename(name, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return rate.ToWire(business.Today);
    }
}
