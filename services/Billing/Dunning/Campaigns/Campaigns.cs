using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;

namespace Billing.Dunning.Campaigns;

internal static class Campaigns
{
    /// <summary>The plan's own, or the default one.</summary>
    public static async Task<DunningCampaign> CampaignFor(this BillingDb db, Guid? planId, CancellationToken ct)
    {
        var campaigns = await db.DunningCampaigns.AsNoTracking().Where(c => c.PlanId == null || c.PlanId == planId).ToListAsync(ct);
        return campaigns.Find(c => c.PlanId is not null) ?? campaigns.Single();
    }

    /// <summary>A plan's own campaign does not outlast the plan's billing period; the default one is shortened where it would.</summary>
    /// <param name="field">Of the schedule.</param>
    public static void RequireWithin(this FieldValidator validator, string field, DunningSchedule schedule, BilledPlan plan) => validator.Require(
        schedule.FinalDay <= plan.LongestDunning, $"{field}.final_day", "BEYOND_PERIOD",
        $"is {schedule.FinalDay}; it must be at most {plan.LongestDunning} days, to end before the plan's next billing period.");

    /// <param name="id">"default" too.</param>
    public static async Task<DunningCampaign> RequireCampaign(this BillingDb db, string field, string id, CancellationToken ct)
    {
        var key = id == "default" ? DunningCampaign.DefaultId : FieldValidator.RequireId(field, id);
        return await db.DunningCampaigns.FirstOrDefaultAsync(c => c.Id == key, ct) ?? throw DomainException.NotFound("dunning campaign", id);
    }
}
