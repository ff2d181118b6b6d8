using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Plans.V1;

namespace Plans.Plans;

internal sealed class UpdatePlan(PlansDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Plan> Handle(Wire.UpdatePlanRequest request, Caller caller, CancellationToken ct)
    {
        var wanted = request.Plan ?? new Wire.Plan();
        var id = FieldValidator.RequireId("plan.id", wanted.Id);
        var mask = new UpdateMask(request.UpdateMask, PlanValidation.Writable);
        var plan = await db.Plans.FirstOrDefaultAsync(p => p.Id == id, ct) ?? throw DomainException.NotFound("plan", wanted.Id);
        plan.RequireEtag(wanted.Etag);
        var current = plan.Terms();
        var terms = PlanValidation.Read(wanted, mask, current);
        await terms.PassGrant.RequireOffered(db, current.PassGrant, ct);
        plan.Update(terms, caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return plan.ToWire();
    }
}
