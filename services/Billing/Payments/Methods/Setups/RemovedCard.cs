using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Billing.Payments.Methods.Setups;

/// <summary>A card that was removed here, and that its provider is still to forget.</summary>
internal sealed class RemovedCard : Entity
{
    private RemovedCard()
    {
    }

    /// <summary>Name of the provider.</summary>
    public string Provider { get; private init; } = "";

    public string Token { get; private init; } = "";

    public static RemovedCard Of(SavedPaymentMethod method, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CreatedAt = now,
        UpdatedAt = now,
        Provider = method.Provider,
        Token = method.Token,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<RemovedCard>
    {
        public void Configure(EntityTypeBuilder<RemovedCard> builder)
        {
            builder.ToTable("RemovedCards");
            builder.Property(c => c.Provider).HasMaxLength(20);
            builder.Property(c => c.Token).HasMaxLength(100);
            builder.HasIndex(c => new { c.Provider, c.CreatedAt });
        }
    }
}
