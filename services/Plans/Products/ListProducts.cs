using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Paging;
using ServiceDefaults.Search;
using Wire = Contracts.Plans.V1;

namespace Plans.Products;

internal sealed class ListProducts(PlansDb db) : IFeature
{
    public async Task<Wire.ListProductsResponse> Handle(Wire.ListProductsRequest request, CancellationToken ct)
    {
        var products = await db.Products.AsNoTracking().Where(p => request.IncludeArchived || !p.Archived).Matching(db, request.Query, ct);
        var page = await products.NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListProductsResponse { Products = { page.Items.Select(p => p.ToWire()) }, NextPageToken = page.NextPageToken };
    }
}
