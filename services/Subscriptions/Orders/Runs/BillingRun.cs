using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Subscriptions.Orders.Runs;

/// <summary>
/// Periods that were started one batch after the other, by however many replicas: it ends when nothing was billed for
/// <see cref="Pause"/>. Begins at <see cref="Entity.CreatedAt"/>.
/// </summary>
public sealed class BillingRun : Entity
{
    /// <summary>A longer time without progress parts two runs; an order that fails is parked within it.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    private BillingRun()
    {
    }

    /// <summary>When its last batch was begun.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Periods that were started.</summary>
    public long Done { get; private set; }

    /// <summary>Of these, those of all batches but the last: what was done in the time from the beginning to <see cref="LastAt"/>.</summary>
    public long DoneBeforeLast { get; private set; }

    /// <summary>Orders that were parked in it.</summary>
    public long Parked { get; private set; }

    /// <summary>Periods a second; null when it had one batch, whose own time nobody has measured.</summary>
    public double? Rate => LastAt > CreatedAt && DoneBeforeLast > 0 ? DoneBeforeLast / (LastAt - CreatedAt).TotalSeconds : null;

    public static BillingRun Begin(BillingBatch batch) =>
        new() { Id = Guid.CreateVersion7(batch.At), CreatedAt = batch.At, UpdatedAt = batch.At, LastAt = batch.At };

    /// <summary>Whether something that happened at this instant is part of it.</summary>
    public bool Includes(DateTimeOffset at) => at >= CreatedAt - Pause && at <= LastAt + Pause;

    public void Take(BillingBatch batch)
    {
        Parked += batch.Parked;
        if (batch.Done == 0)
        {
            return;
        }

        if (batch.At >= LastAt)
        {
            DoneBeforeLast = Done;
            LastAt = batch.At;
        }
        else
        {
            // Committed by another replica after one that had begun later.
            DoneBeforeLast += batch.Done;
        }

        Done += batch.Done;
        UpdatedAt = LastAt;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<BillingRun>
    {
        public void Configure(EntityTypeBuilder<BillingRun> builder)
        {
            builder.ToTable("BillingRuns");
            builder.Ignore(r => r.Rate);
            builder.HasIndex(r => new { r.CreatedAt, r.Id });
        }
    }
}
