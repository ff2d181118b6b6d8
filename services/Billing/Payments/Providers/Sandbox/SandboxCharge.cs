using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Payments.Providers.Sandbox;

/// <summary>
/// What the sandbox's bank did, or will do once the customer has confirmed it, with one idempotency key. It is the sandbox's own book: Billing never looks into it but by asking.
/// </summary>
internal sealed class SandboxCharge
{
    public required string IdempotencyKey { get; init; }

    public required string Token { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Null when the money was taken.</summary>
    public FailureCause? Cause { get; init; }

    public bool Hard { get; init; }

    /// <summary>Empty when the money was taken.</summary>
    public string Code { get; init; } = "";

    /// <summary>Whoever asks before hears that it is not known.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>In the address of the page on which the customer confirms; null where none is asked to.</summary>
    public string? ConfirmationToken { get; init; }

    public SandboxConfirmationState Confirmation { get; init; }

    /// <summary>Where the customer goes on from that page.</summary>
    public string ReturnUrl { get; init; } = "";

    /// <summary>The customer's answer is still of use.</summary>
    public bool IsConfirmable(DateTimeOffset now) => Confirmation == SandboxConfirmationState.Awaited && now < ConfirmBy;

    private DateTimeOffset ConfirmBy => CreatedAt + ChargeRequiresAction.Lifetime;

    public ChargeOutcome OutcomeAt(DateTimeOffset now) =>
        IsConfirmable(now) ? new ChargeRequiresAction(ConfirmBy)
        : Confirmation == SandboxConfirmationState.Awaited ? new ChargeFailed(FailureCause.NotConfirmed, Hard: false, "confirmation_expired")
        : Confirmation == SandboxConfirmationState.Declined ? new ChargeFailed(FailureCause.NotConfirmed, Hard: false, "confirmation_given_up")
        : now < KnownFrom ? new ChargeUnknown()
        : Cause is { } cause ? new ChargeFailed(cause, Hard, Code)
        : new ChargeSucceeded($"sandbox:{IdempotencyKey}");

    internal sealed class Mapping : IEntityTypeConfiguration<SandboxCharge>
    {
        public void Configure(EntityTypeBuilder<SandboxCharge> builder)
        {
            builder.ToTable("SandboxCharges");
            builder.HasKey(c => c.IdempotencyKey);
            builder.Property(c => c.IdempotencyKey).HasMaxLength(100);
            builder.Property(c => c.Token).HasMaxLength(100);
            builder.Property(c => c.Currency).HasMaxLength(3);
            builder.Property(c => c.Cause).HasConversion<string>().HasMaxLength(30);
            builder.Property(c => c.Code).HasMaxLength(50);
            builder.Property(c => c.ConfirmationToken).HasMaxLength(43);
            builder.Property(c => c.Confirmation).HasConversion<string>().HasMaxLength(20);
            builder.Property(c => c.ReturnUrl).HasMaxLength(500);
            builder.HasIndex(c => c.ConfirmationToken);
        }
    }
}

internal enum SandboxConfirmationState
{
    /// <summary>The bank asks for none.</summary>
    None,

    Awaited,

    Given,

    /// <summary>By the customer, or by the caller that charges.</summary>
    Declined,
}
