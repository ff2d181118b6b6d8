using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Campaigns;

internal sealed class GetDunningCampaign(BillingDb db) : IFeature
{
    public async Task<Wire.DunningCampaign> Handle(Wire.GetDunningCampaignRequest request, CancellationToken ct) =>
        (await db.RequireCampaign("id", request.Id, ct)).ToWire();
}
