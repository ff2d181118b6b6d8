using Billing.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Billing.PaymentMethods;

/// <summary>
/// A card that a customer has left with the payment provider: its token, and what people recognise it by. Its number is never here.
/// </summary>
public sealed class SavedPaymentMethod : Entity
{
    private SavedPaymentMethod()
    {
    }

    public Guid CustomerId { get; private init; }

    /// <summary>Name of the <see cref="IPaymentProvider"/> that gave the token.</summary>
    public string Provider { get; private init; } = "";

    public string Token { get; private init; } = "";

    /// <summary>visa, mastercard ...</summary>
    public string Brand { get; private init; } = "";

    public string Last4 { get; private init; } = "";

    /// <summary>The same for the same card under another token.</summary>
    public string Fingerprint { get; private init; } = "";

    /// <summary>1 to 12.</summary>
    public int ExpiryMonth { get; private init; }

    public int ExpiryYear { get; private init; }

    /// <summary>Set when the bank refused it for good: no charge is tried with it any more (domain.md C9).</summary>
    public FailureCause? RefusedFor { get; private set; }

    public static SavedPaymentMethod Save(Guid customerId, string provider, string token, CardFacts card, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CreatedAt = now,
        UpdatedAt = now,
        CustomerId = customerId,
        Provider = provider,
        Token = token,
        Brand = card.Brand,
        Last4 = card.Last4,
        Fingerprint = card.Fingerprint,
        ExpiryMonth = card.ExpiryMonth,
        ExpiryYear = card.ExpiryYear,
    };

    public void Refuse(FailureCause cause, DateTimeOffset now)
    {
        RefusedFor = cause;
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<SavedPaymentMethod>
    {
        public void Configure(EntityTypeBuilder<SavedPaymentMethod> builder)
        {
            builder.ToTable("SavedPaymentMethods");
            builder.Property(m => m.Provider).HasMaxLength(20);
            builder.Property(m => m.Token).HasMaxLength(100);
            builder.Property(m => m.Brand).HasMaxLength(20);
            builder.Property(m => m.Last4).HasMaxLength(4);
            builder.Property(m => m.Fingerprint).HasMaxLength(100);
            builder.Property(m => m.RefusedFor).HasConversion<string>().HasMaxLength(30);
            builder.HasIndex(m => new { m.CustomerId, m.CreatedAt });
        }
    }
}
