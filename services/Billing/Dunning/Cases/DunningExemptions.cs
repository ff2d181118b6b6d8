using Billing.Credits;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Cases;

internal sealed class SetDunningExemption(BillingDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.DunningExemption> Handle(Wire.SetDunningExemptionRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var id = validator.Id("customer_id", request.CustomerId);
        var reason = validator.Text("reason", request.Reason, VoidInvoice.MaximumReason, required: request.Exempt);
        validator.ThrowIfFailed();
        var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw DomainException.NotFound("customer", request.CustomerId);
        var now = clock.GetUtcNow();
        customer.ExemptFromDunning(request.Exempt, reason, now);
        if (request.Exempt)
        {
            foreach (var running in await db.DunningCases
                .Where(c => c.CustomerId == id && (c.State == DunningState.Active || c.State == DunningState.Paused)).ToListAsync(ct))
            {
                running.Resolve(reason, caller.Actor, now);
            }
        }

        await db.SaveChangesAsync(ct);
        return customer.ToExemption();
    }
}

internal sealed class GetDunningExemption(BillingDb db) : IFeature
{
    public async Task<Wire.DunningExemption> Handle(Wire.GetDunningExemptionRequest request, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("customer_id", request.CustomerId);
        return (await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw DomainException.NotFound("customer", request.CustomerId)).ToExemption();
    }
}
