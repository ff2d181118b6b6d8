using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Campaigns;

internal sealed class DeleteDunningCampaign(BillingDb db) : IFeature
{
    public async Task<Wire.DunningCampaign> Handle(Wire.DeleteDunningCampaignRequest request, CancellationToken ct)
    {
        var campaign = await db.RequireCampaign("id", request.Id, ct);
        campaign.RequireEtag(request.Etag);
        campaign.RequireDeletable();
        db.DunningCampaigns.Remove(campaign);
        await db.SaveChangesAsync(ct);
        return campaign.ToWire();
    }
}
