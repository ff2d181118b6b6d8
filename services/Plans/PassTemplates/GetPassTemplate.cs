using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Plans.V1;

namespace Plans.PassTemplates;

internal sealed class GetPassTemplate(PlansDb db) : IFeature
{
    public async Task<Wire.PassTemplate> Handle(Wire.GetPassTemplateRequest request, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var template = await db.PassTemplates.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, ct);
        return template?.ToWire() ?? throw DomainException.NotFound("pass template", request.Id);
    }
}
