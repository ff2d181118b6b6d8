using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Plans.V1;

namespace Plans.ClassTypes;

internal sealed class GetClassType(PlansDb db) : IFeature
{
    public async Task<Wire.ClassType> Handle(Wire.GetClassTypeRequest request, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var classType = await db.ClassTypes.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);
        return classType?.ToWire() ?? throw DomainException.NotFound("class type", request.Id);
    }
}
