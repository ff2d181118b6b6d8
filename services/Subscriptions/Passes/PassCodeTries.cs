using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Housekeeping;

namespace Subscriptions.Passes;

/// <summary>How many unknown codes one caller has tried in the minute that ends at an instant. All replicas count here.</summary>
public sealed class PassCodeTries
{
    /// <summary>Subject of the caller's token.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public required int Count { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<PassCodeTries>
    {
        public void Configure(EntityTypeBuilder<PassCodeTries> builder)
        {
            builder.ToTable("PassCodeTries");
            builder.HasKey(t => t.Subject);
            builder.Property(t => t.Subject).HasMaxLength(100);
            builder.HasIndex(t => t.EndsAt);
        }
    }
}

/// <summary>Counts of minutes that are over.</summary>
internal sealed class PastPassCodeTries : PastRows<SubscriptionsDb>
{
    public override Task<int> Delete(SubscriptionsDb db, DateTimeOffset now, int atMost, CancellationToken ct) =>
        db.Set<PassCodeTries>().Where(t => t.EndsAt < now).OrderBy(t => t.EndsAt).Take(atMost).ExecuteDeleteAsync(ct);
}
