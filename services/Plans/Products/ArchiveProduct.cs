using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Plans.V1;

namespace Plans.Products;

internal sealed class ArchiveProduct(PlansDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Product> Handle(Wire.ArchiveProductRequest request, Caller caller, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var product = await db.Products.FirstOrDefaultAsync(p => p.Id == id, ct) ?? throw DomainException.NotFound("product", request.Id);
        product.RequireEtag(request.Etag);
        product.Archive(caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return product.ToWire();
    }
}
