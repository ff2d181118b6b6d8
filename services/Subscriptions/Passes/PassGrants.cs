using Microsoft.EntityFrameworkCore;
using Subscriptions.Numbering;
using Subscriptions.Time;

namespace Subscriptions.Passes;

/// <summary>Gives the passes that billing periods bring, in the transaction of the event that tells of them: each once, and none is lost (domain.md A2).</summary>
internal sealed class PassGrants(SubscriptionsDb db, PassStore passes, TimeProvider clock)
{
    /// <summary>Billing periods have started.</summary>
    public async Task Start(IReadOnlyList<StartedPeriod> periods, CancellationToken ct)
    {
        var planIds = periods.Select(p => p.PlanId).Distinct().ToList();
        var plans = await db.GrantingPlans.Where(p => planIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var period in periods.Where(p => !plans.TryGetValue(p.PlanId, out var plan) || plan.TemplateId is not null).OrderBy(p => p.Sequence))
        {
            var order = await Order(period.SubscriptionId, ct);
            order.Run(period, clock.GetUtcNow());
            if (plans.TryGetValue(period.PlanId, out var plan) && !order.Withholds(period.Restricted, period.Sequence))
            {
                order.GiveWithheld(period.Sequence, clock.GetUtcNow());
                await Give(order, period, plan, ct);
            }
            else
            {
                order.Withhold(period, clock.GetUtcNow());
            }
        }
    }

    /// <summary>What this plan grants is known now: periods that have waited for it get their passes.</summary>
    public async Task GiveWithheld(GrantingPlan plan, CancellationToken ct)
    {
        foreach (var order in await db.GrantingOrders.Where(o => o.Withheld != null && o.Withheld.PlanId == plan.Id).ToListAsync(ct))
        {
            await GiveWithheld(order, plan, ct);
        }
    }

    /// <summary>A restriction is over: the period that runs gets its pass.</summary>
    public async Task GiveWithheld(GrantingOrder order, CancellationToken ct)
    {
        if (order.Withheld is { } withheld && await db.GrantingPlans.FirstOrDefaultAsync(p => p.Id == withheld.PlanId, ct) is { } plan)
        {
            await GiveWithheld(order, plan, ct);
        }
    }

    /// <summary>What is known of a subscription, from the first event that speaks of it on.</summary>
    public async Task<GrantingOrder> Order(Guid id, CancellationToken ct)
    {
        var known = db.GrantingOrders.Local.FirstOrDefault(o => o.Id == id) ?? await db.GrantingOrders.FirstOrDefaultAsync(o => o.Id == id, ct);
        if (known is null)
        {
            db.GrantingOrders.Add(known = GrantingOrder.Create(id, clock.GetUtcNow()));
        }

        return known;
    }

    /// <summary>Passes that it has brought and that are not over, or that its close has ended; each claimed for the caller's transaction.</summary>
    public async Task<IReadOnlyList<Pass>> Of(GrantingOrder order, CancellationToken ct)
    {
        var claimed = new List<Pass>();
        foreach (var id in await db.Passes.Where(p => p.Grant!.SubscriptionId == order.Id && (p.State == PassState.Active || p.State == PassState.Frozen || p.Grant.ClosedBy != null))
            .OrderBy(p => p.Serial).Select(p => p.Id).ToListAsync(ct))
        {
            claimed.Add((await passes.Claim(id, ct))!);
        }

        return claimed;
    }

    private async Task GiveWithheld(GrantingOrder order, GrantingPlan plan, CancellationToken ct)
    {
        if (order.Withheld is { } withheld && !order.Withholds(withheld.Restricted, withheld.Sequence))
        {
            order.GiveWithheld(withheld.Sequence, clock.GetUtcNow());
            await Give(order, withheld, plan, ct);
        }
    }

    private async Task Give(GrantingOrder order, StartedPeriod period, GrantingPlan plan, CancellationToken ct)
    {
        if (plan.TemplateId is not { } templateId || await db.Passes.AnyAsync(p => p.Grant!.SubscriptionId == order.Id && p.Grant.PeriodIndex == period.Index, ct))
        {
            return;
        }

        var template = db.PassTemplates.Local.FirstOrDefault(t => t.Id == templateId) ?? await db.PassTemplates.FirstOrDefaultAsync(t => t.Id == templateId, ct)
            ?? throw new InvalidOperationException($"Pass template {templateId}, which plan {plan.Id} grants, is not known yet.");
        var client = await db.Customers.FirstAsync(c => c.Id == period.CustomerId, ct);
        var now = clock.GetUtcNow();
        var terms = Terms(template.Terms, period, plan.EndsWithPeriod);
        // A period that is billed after its end brings nothing that could be used.
        if (terms.Start != PassStart.FirstVisit && terms.Validity.EndFrom(period.Start) <= CivilTime.DateAt(now, client.Zone))
        {
            return;
        }

        var pass = Pass.Granted(await Numbers.Next(db, Numbers.Passes, ct), client, new GrantedPass(template, terms, PassGrant.Of(order, period, plan.EndsWithPeriod)), now);
        db.Passes.Add(pass);
        pass.Follow(order, now);
    }

    /// <summary>As the template says, but for when it begins and, where the plan says so, when it is over.</summary>
    private static PassTerms Terms(PassTerms terms, StartedPeriod period, bool endsWithPeriod) => endsWithPeriod
        ? terms with { Start = PassStart.Sale, ValidityUnit = PassValidityUnit.Day, ValidityCount = period.End.DayNumber - period.Start.DayNumber }
        : terms with { Start = terms.Start == PassStart.FirstVisit ? PassStart.FirstVisit : PassStart.Sale };
}
