using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Paging;
using Wire = Contracts.Plans.V1;

namespace Plans.Plans;

public sealed class ListPlans(PlansDb db) : IFeature
{
    public async Task<Wire.ListPlansResponse> Handle(Wire.ListPlansRequest request, CancellationToken ct)
    {
        var plans = db.Plans.AsNoTracking();
        if (!request.IncludeArchived)
        {
            plans = plans.Where(p => !p.Archived);
        }

        if (request.Query.Trim().ToLowerInvariant() is { Length: > 0 } query)
        {
            plans = plans.Where(p => p.SearchText.Contains(query));
        }

        var page = await plans.NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListPlansResponse { Plans = { page.Items.Select(p => p.ToWire()) }, NextPageToken = page.NextPageToken };
    }
}
