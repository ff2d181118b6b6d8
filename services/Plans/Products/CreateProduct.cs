using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Paging;
using Wire = Contracts.Plans.V1;

namespace Plans.Products;

internal sealed class CreateProduct(PlansDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Product> Handle(Wire.CreateProductRequest request, Caller caller, CancellationToken ct)
    {
        var terms = ProductValidation.Read(request.Product ?? new Wire.Product(), new UpdateMask(null), current: null);
        var product = Product.Create(terms, caller.Actor, clock.GetUtcNow());
        db.Products.Add(product);
        await db.SaveChangesAsync(ct);
        return product.ToWire();
    }
}
