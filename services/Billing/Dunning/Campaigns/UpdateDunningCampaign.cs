using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Campaigns;

internal sealed class UpdateDunningCampaign(BillingDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.DunningCampaign> Handle(Wire.UpdateDunningCampaignRequest request, CancellationToken ct)
    {
        var wanted = request.Campaign ?? new Wire.DunningCampaign();
        var mask = new UpdateMask(request.UpdateMask, "name", "schedule");
        var campaign = await db.RequireCampaign("campaign.id", wanted.Id, ct);
        campaign.RequireEtag(wanted.Etag);

        var validator = new FieldValidator();
        var name = mask.Has("name") ? validator.Text("campaign.name", wanted.Name, DunningCampaign.MaximumName) : campaign.Name;
        var schedule = mask.Has("schedule") ? validator.Schedule("campaign.schedule", wanted.Schedule) : campaign.Schedule;
        if (mask.Has("schedule") && await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == campaign.PlanId, ct) is { } plan)
        {
            validator.RequireWithin("campaign.schedule", schedule, plan);
        }

        validator.ThrowIfFailed();

        campaign.Update(name, schedule, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return campaign.ToWire();
    }
}
