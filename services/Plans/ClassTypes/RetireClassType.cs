using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Plans.V1;

namespace Plans.ClassTypes;

internal sealed class RetireClassType(PlansDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.ClassType> Handle(Wire.RetireClassTypeRequest request, Caller caller, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var classType = await db.ClassTypes.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw DomainException.NotFound("class type", request.Id);
        classType.RequireEtag(request.Etag);
        classType.Retire(caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return classType.ToWire();
    }
}
