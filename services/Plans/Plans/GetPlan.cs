using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Plans.V1;

namespace Plans.Plans;

internal sealed class GetPlan(PlansDb db) : IFeature
{
    public async Task<Wire.Plan> Handle(Wire.GetPlanRequest request, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var plan = await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct);
        return plan?.ToWire() ?? throw DomainException.NotFound("plan", request.Id);
    }
}
