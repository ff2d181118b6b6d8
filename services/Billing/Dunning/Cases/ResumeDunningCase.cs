using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Cases;

internal sealed class ResumeDunningCase(BillingDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.DunningCase> Handle(Wire.ResumeDunningCaseRequest request, Caller caller, CancellationToken ct)
    {
        var wanted = await db.RequireDunningCase(request.Id, ct);
        wanted.Resume(caller.Actor, clock.GetUtcNow());
        return await db.SaveAndView(wanted, ct);
    }
}
