using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Paging;
using Wire = Contracts.Plans.V1;

namespace Plans.Plans;

internal sealed class CreatePlan(PlansDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Plan> Handle(Wire.CreatePlanRequest request, Caller caller, CancellationToken ct)
    {
        var terms = PlanValidation.Read(request.Plan ?? new Wire.Plan(), new UpdateMask(null), current: null);
        await terms.PassGrant.RequireOffered(db, current: null, ct);
        var plan = Plan.Create(terms, caller.Actor, clock.GetUtcNow());
        db.Plans.Add(plan);
        await db.SaveChangesAsync(ct);
        return plan.ToWire();
    }
}
