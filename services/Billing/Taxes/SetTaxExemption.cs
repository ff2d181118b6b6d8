using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Taxes;

internal sealed class SetTaxExemption(BillingDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.TaxExemption> Handle(Wire.SetTaxExemptionRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var customer = validator.Id("customer_id", request.CustomerId);
        var reason = validator.Text("reason", request.Reason, TaxExemption.MaximumReason);
        var number = validator.Text("tax_number", request.TaxNumber, TaxExemption.MaximumNumber, required: false);
        validator.ThrowIfFailed();
        if (!await db.Customers.AnyAsync(c => c.Id == customer, ct))
        {
            throw DomainException.NotFound("customer", request.CustomerId);
        }

        var now = clock.GetUtcNow();
        var exemption = await db.TaxExemptions.FirstOrDefaultAsync(e => e.Id == customer, ct);
        if (exemption is null)
        {
            db.TaxExemptions.Add(exemption = TaxExemption.Grant(customer, reason, number, now));
        }
        else
        {
            exemption.Revise(reason, number, now);
        }

        await db.SaveChangesAsync(ct);
        return exemption.ToWire(customer);
    }
}
