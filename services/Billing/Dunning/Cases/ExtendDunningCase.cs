using Billing.Credits;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Cases;

internal sealed class ExtendDunningCase(BillingDb db, TimeProvider clock) : IFeature
{
    private const int MaximumDays = 90;

    public async Task<Wire.DunningCase> Handle(Wire.ExtendDunningCaseRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var days = validator.Range("days", request.Days, 1, MaximumDays);
        var reason = validator.Text("reason", request.Reason, VoidInvoice.MaximumReason);
        validator.ThrowIfFailed();
        var wanted = await db.RequireDunningCase(request.Id, ct);
        wanted.Extend(days, reason, caller.Actor, clock.GetUtcNow());
        return await db.SaveAndView(wanted, ct);
    }
}
