using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Plans.V1;

namespace Plans.Products;

internal sealed class GetProduct(PlansDb db) : IFeature
{
    public async Task<Wire.Product> Handle(Wire.GetProductRequest request, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var product = await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct);
        return product?.ToWire() ?? throw DomainException.NotFound("product", request.Id);
    }
}
