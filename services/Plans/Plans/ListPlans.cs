using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Paging;
using ServiceDefaults.Search;
using Wire = Contracts.Plans.V1;

namespace Plans.Plans;

internal sealed class ListPlans(PlansDb db) : IFeature
{
    public async Task<Wire.ListPlansResponse> Handle(Wire.ListPlansRequest request, CancellationToken ct)
    {
        var plans = db.Plans.AsNoTracking();
        if (!request.IncludeArchived)
        {
            plans = plans.Where(p => !p.Archived);
        }

        plans = await plans.Matching(db, request.Query, ct);
        var page = await plans.NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListPlansResponse { Plans = { page.Items.Select(p => p.ToWire()) }, NextPageToken = page.NextPageToken };
    }
}
