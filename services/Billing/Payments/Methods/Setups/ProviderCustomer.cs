using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Payments.Methods.Setups;

/// <summary>What a payment provider calls one of our customers.</summary>
internal sealed class ProviderCustomer
{
    /// <summary>Name of the provider.</summary>
    public required string Provider { get; init; }

    public required Guid CustomerId { get; init; }

    /// <summary>The provider's name for the customer.</summary>
    public required string Reference { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ProviderCustomer>
    {
        public void Configure(EntityTypeBuilder<ProviderCustomer> builder)
        {
            builder.ToTable("ProviderCustomers");
            builder.HasKey(c => new { c.Provider, c.CustomerId });
            builder.Property(c => c.Provider).HasMaxLength(20);
            builder.Property(c => c.Reference).HasMaxLength(100);
            builder.HasIndex(c => new { c.Provider, c.Reference }).IsUnique();
        }
    }
}
