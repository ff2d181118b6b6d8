using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Paging;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Campaigns;

internal sealed class ListDunningCampaigns(BillingDb db) : IFeature
{
    /// <summary>The default campaign leads the first page; it is older than any other.</summary>
    public async Task<Wire.ListDunningCampaignsResponse> Handle(Wire.ListDunningCampaignsRequest request, CancellationToken ct)
    {
        var page = await db.DunningCampaigns.AsNoTracking().Where(c => c.PlanId != null).NewestFirst(request.PageSize, request.PageToken, ct);
        var response = new Wire.ListDunningCampaignsResponse { NextPageToken = page.NextPageToken };
        if (request.PageToken.Length == 0)
        {
            response.Campaigns.Add((await db.RequireCampaign("id", "default", ct)).ToWire());
        }

        response.Campaigns.Add(page.Items.Select(c => c.ToWire()));
        return response;
    }
}
