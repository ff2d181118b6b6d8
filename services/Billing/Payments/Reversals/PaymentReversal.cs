using Billing.Invoices;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Billing.Payments.Reversals;

/// <summary>Money of a payment that does not stand, and what stands again of it. Never deleted: a payment that was taken back and restored says both.</summary>
public sealed class PaymentReversal : Entity
{
    public const int MaximumReference = 100;
    public const int MaximumReason = 200;

    private PaymentReversal()
    {
    }

    public Guid InvoiceId { get; private init; }

    /// <summary>One of the invoice's.</summary>
    public Guid PaymentId { get; private init; }

    public ReversalKind Kind { get; private init; }

    /// <summary>Above zero, in <see cref="Currency"/>.</summary>
    public decimal Amount { get; private init; }

    /// <summary>What stands again; at most <see cref="Amount"/>.</summary>
    public decimal AmountRestored { get; private set; }

    /// <summary>ISO 4217; the invoice's.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>Day on which the bank took it back: a civil date in the customer's time zone.</summary>
    public DateOnly Date { get; private init; }

    /// <summary>What the bank, or the payment provider, calls it: a dispute's id. May be empty.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>In the words of the person who wrote it down; for staff.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Why it stands again; empty while nothing of it does.</summary>
    public string RestoreReason { get; private set; } = "";

    /// <summary>When part or all of it stood again last; null before.</summary>
    public DateTimeOffset? RestoredAt { get; private set; }

    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    /// <summary>What is still missing of it.</summary>
    public decimal Missing => Amount - AmountRestored;

    internal static PaymentReversal Write(Invoice invoice, Payment payment, ReversalFacts facts, decimal amount, EventActor actor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CreatedAt = now,
        UpdatedAt = now,
        InvoiceId = invoice.Id,
        PaymentId = payment.Id,
        Kind = facts.Kind,
        Amount = amount,
        Currency = invoice.Currency,
        Date = facts.Date,
        Reference = facts.Reference,
        Reason = facts.Reason,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = actor.Name,
    };

    internal void Restore(decimal amount, string reason, DateTimeOffset now)
    {
        if (amount <= 0 || amount > Missing)
        {
            throw new InvalidOperationException($"{amount} of reversal {Id} cannot stand again: {Missing} is missing.");
        }

        AmountRestored += amount;
        RestoreReason = reason;
        RestoredAt = now;
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<PaymentReversal>
    {
        public void Configure(EntityTypeBuilder<PaymentReversal> builder)
        {
            builder.ToTable("PaymentReversals");
            builder.Ignore(r => r.Missing);
            builder.Property(r => r.Kind).HasConversion<string>().HasMaxLength(30);
            builder.Property(r => r.Currency).HasMaxLength(3);
            builder.Property(r => r.Reference).HasMaxLength(MaximumReference);
            builder.Property(r => r.Reason).HasMaxLength(MaximumReason);
            builder.Property(r => r.RestoreReason).HasMaxLength(MaximumReason);
            builder.Property(r => r.ActorKind).HasMaxLength(20);
            builder.Property(r => r.ActorId).HasMaxLength(100);
            builder.Property(r => r.ActorName).HasMaxLength(200);
            builder.HasIndex(r => r.InvoiceId);
            builder.HasOne<Invoice>().WithMany().HasForeignKey(r => r.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>What is written down of a payment that does not stand.</summary>
/// <param name="Date">A civil date in the customer's time zone.</param>
internal sealed record ReversalFacts(ReversalKind Kind, DateOnly Date, string Reference, string Reason);

public enum ReversalKind
{
    /// <summary>The customer disputed a payment by card, and the bank took it back.</summary>
    Chargeback,

    /// <summary>The bank took it back: a returned transfer, a bounced cheque.</summary>
    Returned,

    /// <summary>It never came in.</summary>
    RegisteredByMistake,
}
