using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Plans.V1;

namespace Plans.ClassTypes;

internal sealed class CreateClassType(PlansDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.ClassType> Handle(Wire.CreateClassTypeRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var name = validator.Localized("class_type.name", request.ClassType?.Name, 100);
        validator.ThrowIfFailed();
        var classType = ClassType.Create(name, caller.Actor, clock.GetUtcNow());
        db.ClassTypes.Add(classType);
        await db.SaveChangesAsync(ct);
        return classType.ToWire();
    }
}
