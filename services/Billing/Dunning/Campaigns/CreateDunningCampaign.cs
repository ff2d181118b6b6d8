using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Campaigns;

internal sealed class CreateDunningCampaign(BillingDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.DunningCampaign> Handle(Wire.CreateDunningCampaignRequest request, CancellationToken ct)
    {
        var wanted = request.Campaign ?? new Wire.DunningCampaign();
        var validator = new FieldValidator();
        var name = validator.Text("campaign.name", wanted.Name, DunningCampaign.MaximumName);
        var plan = validator.Id("campaign.plan_id", wanted.PlanId);
        var schedule = validator.Schedule("campaign.schedule", wanted.Schedule);
        validator.ThrowIfFailed();

        var billed = await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == plan, ct)
            ?? throw DomainException.InvalidArgument("campaign.plan_id", "UNKNOWN_PLAN", "names no plan that there is.");
        validator.RequireWithin("campaign.schedule", schedule, billed);
        validator.ThrowIfFailed();

        if (await db.DunningCampaigns.AnyAsync(c => c.PlanId == plan, ct))
        {
            throw DomainException.AlreadyExists("campaign.plan_id", "has a campaign already.");
        }

        var campaign = DunningCampaign.ForPlan(plan, name, schedule, clock.GetUtcNow());
        db.DunningCampaigns.Add(campaign);
        await db.SaveChangesAsync(ct);
        return campaign.ToWire();
    }
}
