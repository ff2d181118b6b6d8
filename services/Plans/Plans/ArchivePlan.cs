using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Plans.V1;

namespace Plans.Plans;

internal sealed class ArchivePlan(PlansDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Plan> Handle(Wire.ArchivePlanRequest request, Caller caller, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var plan = await db.Plans.FirstOrDefaultAsync(p => p.Id == id, ct) ?? throw DomainException.NotFound("plan", request.Id);
        plan.RequireEtag(request.Etag);
        plan.Archive(caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return plan.ToWire();
    }
}
