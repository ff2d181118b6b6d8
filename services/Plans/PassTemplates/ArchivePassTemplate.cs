using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Plans.V1;

namespace Plans.PassTemplates;

internal sealed class ArchivePassTemplate(PlansDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.PassTemplate> Handle(Wire.ArchivePassTemplateRequest request, Caller caller, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var template = await db.PassTemplates.Include(t => t.ClassType).FirstOrDefaultAsync(t => t.Id == id, ct)
            ?? throw DomainException.NotFound("pass template", request.Id);
        template.RequireEtag(request.Etag);
        template.Archive(caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return template.ToWire();
    }
}
