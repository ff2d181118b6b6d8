using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Plans.V1;

namespace Plans.PassTemplates;

internal sealed class UpdatePassTemplate(PlansDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.PassTemplate> Handle(Wire.UpdatePassTemplateRequest request, Caller caller, CancellationToken ct)
    {
        var wanted = request.PassTemplate ?? new Wire.PassTemplate();
        var id = FieldValidator.RequireId("pass_template.id", wanted.Id);
        var mask = new UpdateMask(request.UpdateMask, PassTemplateValidation.Writable);
        var template = await db.PassTemplates.FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw DomainException.NotFound("pass template", wanted.Id);
        template.RequireEtag(wanted.Etag);
        var values = PassTemplateValidation.Read(wanted, mask, template.Values());
        var classType = await db.OfferedClassType(values.ClassTypeId, template.ClassTypeId, ct);
        template.Update(values, classType, caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return template.ToWire();
    }
}
