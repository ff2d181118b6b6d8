using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Orders;

/// <summary>A customer has had a trial of a plan: there is no second one, whatever became of the first.</summary>
public sealed class UsedTrial
{
    public Guid CustomerId { get; init; }

    public Guid PlanId { get; init; }

    /// <summary>The order that it came with.</summary>
    public Guid SubscriptionId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<UsedTrial>
    {
        public void Configure(EntityTypeBuilder<UsedTrial> builder)
        {
            builder.ToTable("UsedTrials");
            // Two orders that are confirmed at the same moment collide here.
            builder.HasKey(t => new { t.CustomerId, t.PlanId });
        }
    }
}

/// <summary>Who has had a trial of what.</summary>
internal sealed class Trials(SubscriptionsDb db)
{
    public Task<bool> Used(Guid customerId, Guid planId, CancellationToken ct) =>
        db.UsedTrials.AnyAsync(t => t.CustomerId == customerId && t.PlanId == planId, ct);

    /// <summary>Notes the trial that an order was confirmed with, if there is one; saved with the order.</summary>
    public void Note(Subscription order)
    {
        if (order.TrialEnd is not null)
        {
            db.UsedTrials.Add(new UsedTrial { CustomerId = order.CustomerId, PlanId = order.PlanId, SubscriptionId = order.Id });
        }
    }
}
