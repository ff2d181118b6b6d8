using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Orders.Runs;

/// <summary>
/// What one transaction of a billing run did, saved with it: so the counts are exact, whatever dies, and replicas never wait for each other
/// to count. Some minutes later <see cref="AggregateBillingBatches"/> adds it to its <see cref="BillingRun"/>.
/// </summary>
public sealed class BillingBatch
{
    private BillingBatch()
    {
    }

    /// <summary>UUIDv7.</summary>
    public Guid Id { get; private init; }

    /// <summary>When the batch was begun.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Periods that were started.</summary>
    public int Done { get; private init; }

    /// <summary>Orders that were parked after their last try.</summary>
    public int Parked { get; private init; }

    public static BillingBatch OfDone(int periods, DateTimeOffset at) => new() { Id = Guid.CreateVersion7(at), At = at, Done = periods };

    public static BillingBatch OfParked(DateTimeOffset at) => new() { Id = Guid.CreateVersion7(at), At = at, Parked = 1 };

    internal sealed class Mapping : IEntityTypeConfiguration<BillingBatch>
    {
        public void Configure(EntityTypeBuilder<BillingBatch> builder)
        {
            builder.ToTable("BillingBatches");
            builder.Property(s => s.Id).ValueGeneratedNever();
            builder.HasIndex(s => s.At);
        }
    }
}
