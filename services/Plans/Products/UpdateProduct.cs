using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Plans.V1;

namespace Plans.Products;

internal sealed class UpdateProduct(PlansDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Product> Handle(Wire.UpdateProductRequest request, Caller caller, CancellationToken ct)
    {
        var wanted = request.Product ?? new Wire.Product();
        var id = FieldValidator.RequireId("product.id", wanted.Id);
        var mask = new UpdateMask(request.UpdateMask, ProductValidation.Writable);
        var product = await db.Products.FirstOrDefaultAsync(p => p.Id == id, ct) ?? throw DomainException.NotFound("product", wanted.Id);
        product.RequireEtag(wanted.Etag);
        product.Update(ProductValidation.Read(wanted, mask, product.Terms()), caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return product.ToWire();
    }
}
