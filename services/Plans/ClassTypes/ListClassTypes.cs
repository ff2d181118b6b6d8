using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Paging;
using ServiceDefaults.Search;
using Wire = Contracts.Plans.V1;

namespace Plans.ClassTypes;

internal sealed class ListClassTypes(PlansDb db) : IFeature
{
    public async Task<Wire.ListClassTypesResponse> Handle(Wire.ListClassTypesRequest request, CancellationToken ct)
    {
        var classTypes = await db.ClassTypes.AsNoTracking().Where(c => request.IncludeRetired || !c.Retired).Matching(db, request.Query, ct);
        var page = await classTypes.NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListClassTypesResponse { ClassTypes = { page.Items.Select(c => c.ToWire()) }, NextPageToken = page.NextPageToken };
    }
}
