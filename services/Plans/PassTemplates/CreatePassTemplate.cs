using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Paging;
using Wire = Contracts.Plans.V1;

namespace Plans.PassTemplates;

internal sealed class CreatePassTemplate(PlansDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.PassTemplate> Handle(Wire.CreatePassTemplateRequest request, Caller caller, CancellationToken ct)
    {
        var values = PassTemplateValidation.Read(request.PassTemplate ?? new Wire.PassTemplate(), new UpdateMask(null), current: null);
        var classType = await db.OfferedClassType(values.ClassTypeId, current: null, ct);
        var template = PassTemplate.Create(values, classType, caller.Actor, clock.GetUtcNow());
        db.PassTemplates.Add(template);
        await db.SaveChangesAsync(ct);
        return template.ToWire();
    }
}
