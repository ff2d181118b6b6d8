using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Messaging;

namespace Subscriptions.Passes;

/// <summary>Which pass a plan grants, as Plans announced it last: a copy, so that a period that starts asks no other service.</summary>
public sealed class GrantingPlan : Entity
{
    private GrantingPlan()
    {
    }

    /// <summary>Null: it grants none.</summary>
    public Guid? TemplateId { get; private set; }

    /// <summary>Its passes are over with their period; else they are as the template says.</summary>
    public bool EndsWithPeriod { get; private set; }

    /// <summary>Counted by Plans: an event with one that is not higher changes nothing.</summary>
    public int Revision { get; private set; }

    internal static GrantingPlan Create(PlanChanged e, DateTimeOffset now)
    {
        var plan = new GrantingPlan { Id = e.AggregateId, CreatedAt = now };
        plan.Update(e, now);
        return plan;
    }

    internal void Update(PlanChanged e, DateTimeOffset now)
    {
        if (e.Revision > Revision)
        {
            (TemplateId, EndsWithPeriod) = (e.PassGrant?.TemplateId, e.PassGrant?.EndsWithPeriod ?? true);
            (Revision, UpdatedAt) = (e.Revision, now);
        }
    }

    internal sealed class Mapping : IEntityTypeConfiguration<GrantingPlan>
    {
        public void Configure(EntityTypeBuilder<GrantingPlan> builder) => builder.ToTable("GrantingPlans");
    }
}

/// <summary>Keeps a copy of what each plan grants; periods that started before the plan was known here get their passes now.</summary>
internal sealed class CopyGrantingPlan(SubscriptionsDb db, PassGrants grants, TimeProvider clock) : IEventHandler<PlanChanged>
{
    public async Task Handle(PlanChanged e, CancellationToken ct)
    {
        if (await db.GrantingPlans.FirstOrDefaultAsync(p => p.Id == e.AggregateId, ct) is { } known)
        {
            known.Update(e, clock.GetUtcNow());
            return;
        }

        var plan = GrantingPlan.Create(e, clock.GetUtcNow());
        db.GrantingPlans.Add(plan);
        await grants.GiveWithheld(plan, ct);
    }
}
