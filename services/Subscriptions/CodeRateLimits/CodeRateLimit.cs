using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Retention;

namespace Subscriptions.CodeRateLimits;

/// <summary>How many codes of one kind a caller has tried in the minute that ends at an instant. All replicas count here.</summary>
public sealed class CodeRateLimit
{
    /// <summary>coupon or pass.</summary>
    public required string Kind { get; init; }

    /// <summary>Subject of the caller's token.</summary>
    public required string Subject { get; init; }

    /// <summary>Customer for whom they were tried; empty where it does not matter.</summary>
    public required Guid CustomerId { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public required int Count { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CodeRateLimit>
    {
        public void Configure(EntityTypeBuilder<CodeRateLimit> builder)
        {
            builder.ToTable("CodeRateLimits");
            builder.HasKey(t => new { t.Kind, t.Subject, t.CustomerId });
            builder.Property(t => t.Kind).HasMaxLength(10);
            builder.Property(t => t.Subject).HasMaxLength(100);
            builder.HasIndex(t => t.EndsAt);
        }
    }
}

/// <summary>Counts of minutes that are over.</summary>
internal sealed class ExpiredCodeRateLimits : ExpiredRows<SubscriptionsDb>
{
    public override Task<int> Delete(SubscriptionsDb db, DateTimeOffset now, int atMost, CancellationToken ct) =>
        db.Set<CodeRateLimit>().Where(t => t.EndsAt < now).OrderBy(t => t.EndsAt).Take(atMost).ExecuteDeleteAsync(ct);
}
