using Billing.Invoices;
using Billing.Payments.Charging;
using Billing.Payments.Providers;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Billing.Credits.Refunds;

/// <summary>
/// Account credit on its way back to the payment that it came from. By card: Waiting -> InProgress -> Succeeded or Failed, by way of
/// Unresolved when the provider's answer is not known; its id is the idempotency key, so that it is paid back once at most
/// (domain.md C8). What was not paid by card is paid back by hand and Succeeded at once.
/// </summary>
public sealed class Refund : Entity
{
    private Refund()
    {
    }

    public Guid InvoiceId { get; private init; }

    /// <summary>One of the invoice's.</summary>
    public Guid PaymentId { get; private init; }

    /// <summary>How the payment was made.</summary>
    public PaymentMethod Method { get; private init; }

    /// <summary>The provider's name for the charge; empty when it was not paid by card.</summary>
    public string ChargeReference { get; private init; } = "";

    /// <summary>Above zero, in <see cref="Currency"/>.</summary>
    public decimal Amount { get; private init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>In the words of whoever wanted it.</summary>
    public string Reason { get; private init; } = "";

    public RefundState State { get; private set; }

    /// <summary>When it is taken up next; null when it is over.</summary>
    public DateTimeOffset? NextStepAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>How often the provider was asked what became of it.</summary>
    public int Asks { get; private set; }

    /// <summary>The provider's name for it; empty before it succeeded, and when it was paid back by hand.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>What the provider called the failure; for staff only.</summary>
    public string ProviderCode { get; private set; } = "";

    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    /// <summary>What the provider is told, the same each time.</summary>
    internal RefundOrder Order => new(Id.ToString(), ChargeReference, Amount, Currency);

    /// <summary>The provider was asked and nobody has written down its answer.</summary>
    public bool IsOpen => State is RefundState.InProgress or RefundState.Unresolved;

    internal static Refund Plan(Invoice invoice, Payment payment, decimal amount, string reason, EventActor actor, DateTimeOffset now)
    {
        var byCard = payment.Method == PaymentMethod.Card;
        return new Refund
        {
            Id = Guid.CreateVersion7(now),
            CreatedAt = now,
            UpdatedAt = now,
            InvoiceId = invoice.Id,
            PaymentId = payment.Id,
            Method = payment.Method,
            ChargeReference = byCard ? payment.Reference : "",
            Amount = amount,
            Currency = invoice.Currency,
            Reason = reason,
            State = byCard ? RefundState.Waiting : RefundState.Succeeded,
            NextStepAt = byCard ? now : null,
            CompletedAt = byCard ? null : now,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            ActorName = actor.Name,
        };
    }

    /// <summary>Waiting -> InProgress; saved before the provider is asked. Whoever finds it so later asks what became of it.</summary>
    internal void Start(DateTimeOffset now)
    {
        Require(State == RefundState.Waiting);
        State = RefundState.InProgress;
        NextStepAt = now + PaymentAttempt.LongestCall;
        UpdatedAt = now;
    }

    /// <summary>The provider is asked what became of it; saved before, so that only one asks.</summary>
    internal void AskAgain(DateTimeOffset now)
    {
        Require(IsOpen);
        State = RefundState.Unresolved;
        Asks++;
        NextStepAt = now + PaymentAttempt.LongestCall;
        UpdatedAt = now;
    }

    /// <summary>Nobody knows yet; asked again after a time that grows to an hour.</summary>
    internal void NotKnown(DateTimeOffset now)
    {
        Require(IsOpen);
        State = RefundState.Unresolved;
        NextStepAt = now + PaymentAttempt.Wait(Asks);
        UpdatedAt = now;
    }

    internal void Succeed(string reference, DateTimeOffset now)
    {
        Require(IsOpen);
        Reference = reference;
        Complete(RefundState.Succeeded, now);
    }

    internal void Fail(string code, DateTimeOffset now)
    {
        Require(IsOpen);
        ProviderCode = code;
        Complete(RefundState.Failed, now);
    }

    private void Complete(RefundState state, DateTimeOffset now)
    {
        State = state;
        CompletedAt = now;
        NextStepAt = null;
        UpdatedAt = now;
    }

    private void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Refund {Id} is {State}.");
        }
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Refund>
    {
        public void Configure(EntityTypeBuilder<Refund> builder)
        {
            builder.ToTable("Refunds");
            builder.Ignore(r => r.Actor);
            builder.Ignore(r => r.Order);
            builder.Ignore(r => r.IsOpen);
            builder.Property(r => r.Method).HasConversion<string>().HasMaxLength(20);
            builder.Property(r => r.ChargeReference).HasMaxLength(100);
            builder.Property(r => r.Currency).HasMaxLength(3);
            builder.Property(r => r.Reason).HasMaxLength(500);
            builder.Property(r => r.State).HasConversion<string>().HasMaxLength(20);
            builder.Property(r => r.Reference).HasMaxLength(100);
            builder.Property(r => r.ProviderCode).HasMaxLength(50);
            builder.Property(r => r.ActorKind).HasMaxLength(20);
            builder.Property(r => r.ActorId).HasMaxLength(100);
            builder.Property(r => r.ActorName).HasMaxLength(200);
            builder.HasIndex(r => r.NextStepAt);
            builder.HasIndex(r => r.InvoiceId);
            builder.HasOne<Invoice>().WithMany().HasForeignKey(r => r.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

public enum RefundState
{
    /// <summary>Due; the provider was not asked.</summary>
    Waiting,

    /// <summary>The provider is being asked, or was by a process that has died.</summary>
    InProgress,

    /// <summary>The provider's answer is not known.</summary>
    Unresolved,

    Succeeded,

    /// <summary>The money is account credit again.</summary>
    Failed,
}
