using Contracts.Conversions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Orders;

/// <summary>Why the monthly recurring revenue changed (domain.md C12).</summary>
public enum MrrMovementKind
{
    New,
    Expansion,
    Contraction,
    Churn,

    /// <summary>A close that was taken back: reports count it against the churn, as if that had not been.</summary>
    ChurnReversed,
    Reactivation,
    Paused,
    Resumed,
}

/// <summary>One entry of the append-only ledger whose sum is the monthly recurring revenue.</summary>
public sealed class MrrMovement
{
    private MrrMovement()
    {
    }

    /// <summary>UUIDv7.</summary>
    public Guid Id { get; private init; }

    public Guid SubscriptionId { get; private init; }

    public MrrMovementKind Kind { get; private init; }

    /// <summary>ISO 4217; amounts in different currencies are never added.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>Change per month, signed, rounded to the currency's digits.</summary>
    public decimal Amount { get; private init; }

    public DateTimeOffset OccurredAt { get; private init; }

    /// <summary>Of a churn, and of its reversal: code of the close reason, empty when it was typed. Null on all others.</summary>
    public string? ReasonCode { get; private init; }

    internal static MrrMovement Create(Subscription subscription, MrrMovementKind kind, decimal amount, DateTimeOffset at, string? reasonCode = null) => new()
    {
        Id = Guid.CreateVersion7(at),
        SubscriptionId = subscription.Id,
        Kind = kind,
        Currency = subscription.Currency,
        Amount = Currencies.Round(amount, subscription.Currency),
        OccurredAt = at,
        ReasonCode = reasonCode,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<MrrMovement>
    {
        public void Configure(EntityTypeBuilder<MrrMovement> builder)
        {
            builder.ToTable("MrrMovements");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.Kind).HasConversion<string>().HasMaxLength(20);
            builder.Property(m => m.Currency).HasMaxLength(3);
            builder.Property(m => m.ReasonCode).HasMaxLength(50);
            builder.HasIndex(m => m.SubscriptionId);
            builder.HasIndex(m => m.OccurredAt);
        }
    }
}
