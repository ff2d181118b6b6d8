using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Coupons;

/// <summary>How many codes of coupons one caller has tried for one customer in the minute that ends at an instant. All replicas count here.</summary>
public sealed class CouponTries
{
    /// <summary>Subject of the caller's token.</summary>
    public required string Subject { get; init; }

    public required Guid CustomerId { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Tries that were right are taken back.</summary>
    public required int Count { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CouponTries>
    {
        public void Configure(EntityTypeBuilder<CouponTries> builder)
        {
            builder.ToTable("CouponTries");
            builder.HasKey(t => new { t.Subject, t.CustomerId });
            builder.Property(t => t.Subject).HasMaxLength(100);
            builder.HasIndex(t => t.EndsAt);
        }
    }
}
