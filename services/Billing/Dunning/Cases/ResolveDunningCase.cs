using Billing.Credits;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Cases;

internal sealed class ResolveDunningCase(BillingDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.DunningCase> Handle(Wire.ResolveDunningCaseRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var reason = validator.Text("reason", request.Reason, VoidInvoice.MaximumReason);
        validator.ThrowIfFailed();
        var wanted = await db.RequireDunningCase(request.Id, ct);
        wanted.Resolve(reason, caller.Actor, clock.GetUtcNow());
        return await db.SaveAndView(wanted, ct);
    }
}
