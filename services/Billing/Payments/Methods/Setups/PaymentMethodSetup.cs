using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Billing.Payments.Methods.Setups;

/// <summary>That a customer was sent to the provider's page to enter a card there: one page, one customer, one card.</summary>
internal sealed class PaymentMethodSetup : Entity
{
    private PaymentMethodSetup()
    {
    }

    public Guid CustomerId { get; private init; }

    /// <summary>Name of the provider.</summary>
    public string Provider { get; private init; } = "";

    /// <summary>The provider's name for the page; unique.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>What was saved of it; null until then. The method may be removed since.</summary>
    public Guid? MethodId { get; private set; }

    public static PaymentMethodSetup Start(Guid customerId, string provider, string reference, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CreatedAt = now,
        UpdatedAt = now,
        CustomerId = customerId,
        Provider = provider,
        Reference = reference,
    };

    public void Finish(Guid methodId, DateTimeOffset now)
    {
        if (MethodId is not null)
        {
            throw new InvalidOperationException($"Setup {Id} is finished.");
        }

        MethodId = methodId;
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<PaymentMethodSetup>
    {
        public void Configure(EntityTypeBuilder<PaymentMethodSetup> builder)
        {
            builder.ToTable("PaymentMethodSetups");
            builder.Property(s => s.Provider).HasMaxLength(20);
            builder.Property(s => s.Reference).HasMaxLength(255);
            builder.HasIndex(s => new { s.Provider, s.Reference }).IsUnique();
        }
    }
}
