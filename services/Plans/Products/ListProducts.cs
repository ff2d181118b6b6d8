using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Paging;
using Wire = Contracts.Plans.V1;

namespace Plans.Products;

public sealed class ListProducts(PlansDb db) : IFeature
{
    public async Task<Wire.ListProductsResponse> Handle(Wire.ListProductsRequest request, CancellationToken ct)
    {
        var page = await db.Products.AsNoTracking().Where(p => request.IncludeArchived || !p.Archived)
            .NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListProductsResponse { Products = { page.Items.Select(p => p.ToWire()) }, NextPageToken = page.NextPageToken };
    }
}
