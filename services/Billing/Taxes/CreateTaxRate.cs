using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Taxes;

internal sealed class CreateTaxRate(BillingDb db, BusinessCalendar business, TimeProvider clock) : IFeature
{
    public async Task<Wire.TaxRate> Handle(Wire.CreateTaxRateRequest request, CancellationToken ct)
    {
        var wanted = request.TaxRate ?? new Wire.TaxRate();
        var validator = new FieldValidator();
        var code = validator.TaxCode("tax_rate.code", wanted.Code, required: true);
        var name = validator.Localized("tax_rate.name", wanted.Name, TaxRateStore.MaximumName);
        var perMillion = validator.Rate(request.RatePerMillion);
        validator.ThrowIfFailed();
        if (await db.TaxRates.AnyAsync(r => r.Code == code, ct))
        {
            throw DomainException.AlreadyExists("tax_rate.code", "another tax rate has this code.");
        }

        var rate = TaxRate.Create(code, name, perMillion, clock.GetUtcNow());
        db.TaxRates.Add(rate);
        await db.SaveChangesAsync(ct);
        return rate.ToWire(business.Today);
    }
}
