using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Paging;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders.Runs;

/// <summary>The runs of the last 400 days, newest first.</summary>
internal sealed class ListBillingRuns(SubscriptionsDb db) : IFeature
{
    public async Task<Wire.ListBillingRunsResponse> Handle(Wire.ListBillingRunsRequest request, CancellationToken ct)
    {
        var size = PageToken.Size(request.PageSize);
        var runs = PageToken.Parse(request.PageToken) is { } after
            ? await db.BillingRuns.AsNoTracking().Where(r => r.CreatedAt <= after.CreatedAt && (r.CreatedAt < after.CreatedAt || r.Id.CompareTo(after.Id) < 0))
                .OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(size + 1).ToListAsync(ct)
            : await db.NewestRuns(size + 1, ct);
        var response = new Wire.ListBillingRunsResponse();
        response.BillingRuns.Add(runs.Take(size).Select(run => run.ToWire()));
        if (runs.Count > size)
        {
            response.NextPageToken = new PageToken(runs[size - 1].CreatedAt, runs[size - 1].Id).ToString();
        }

        return response;
    }
}
