using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Payments.Providers.Sandbox;

/// <summary>What the sandbox's bank did with a refund; like <see cref="SandboxCharge"/> a book of the sandbox's own.</summary>
internal sealed class SandboxRefund
{
    public required string IdempotencyKey { get; init; }

    /// <summary>The key of the charge that is paid back; empty when the bank knows none.</summary>
    public required string ChargeKey { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Empty when the money goes back.</summary>
    public string Code { get; init; } = "";

    /// <summary>Whoever asks before hears that it is not known.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public RefundOutcome OutcomeAt(DateTimeOffset now) =>
        now < KnownFrom ? new RefundUnknown()
        : Code.Length > 0 ? new RefundFailed(Code)
        : new RefundSucceeded($"sandbox:{IdempotencyKey}");

    internal sealed class Mapping : IEntityTypeConfiguration<SandboxRefund>
    {
        public void Configure(EntityTypeBuilder<SandboxRefund> builder)
        {
            builder.ToTable("SandboxRefunds");
            builder.HasKey(r => r.IdempotencyKey);
            builder.Property(r => r.IdempotencyKey).HasMaxLength(100);
            builder.Property(r => r.ChargeKey).HasMaxLength(100);
            builder.Property(r => r.Currency).HasMaxLength(3);
            builder.Property(r => r.Code).HasMaxLength(50);
            builder.HasIndex(r => r.ChargeKey);
        }
    }
}
