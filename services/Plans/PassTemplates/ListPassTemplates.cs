using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Paging;
using ServiceDefaults.Search;
using Wire = Contracts.Plans.V1;

namespace Plans.PassTemplates;

internal sealed class ListPassTemplates(PlansDb db) : IFeature
{
    public async Task<Wire.ListPassTemplatesResponse> Handle(Wire.ListPassTemplatesRequest request, CancellationToken ct)
    {
        var templates = await db.PassTemplates.AsNoTracking().Where(t => request.IncludeArchived || !t.Archived).Matching(db, request.Query, ct);
        var page = await templates.NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListPassTemplatesResponse { PassTemplates = { page.Items.Select(t => t.ToWire()) }, NextPageToken = page.NextPageToken };
    }
}
