using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Plans.V1;

namespace Plans.ClassTypes;

internal sealed class UpdateClassType(PlansDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.ClassType> Handle(Wire.UpdateClassTypeRequest request, Caller caller, CancellationToken ct)
    {
        var wanted = request.ClassType ?? new Wire.ClassType();
        var id = FieldValidator.RequireId("class_type.id", wanted.Id);
        // Refuses a path that is not the name; with one field there is nothing else to choose.
        _ = new UpdateMask(request.UpdateMask, "name");
        var classType = await db.ClassTypes.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw DomainException.NotFound("class type", wanted.Id);
        classType.RequireEtag(wanted.Etag);

        var validator = new FieldValidator();
        var name = validator.Localized("class_type.name", wanted.Name, 100);
        validator.ThrowIfFailed();
        classType.Rename(name, caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return classType.ToWire();
    }
}
