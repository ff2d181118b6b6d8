using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Billing.AccountCredits;

/// <summary>
/// One change of a <see cref="CreditBalance"/>: never changed, never deleted. <see cref="Entity.CreatedAt"/> grows with
/// <see cref="Number"/>, also where two were made at one moment.
/// </summary>
public sealed class CreditEntry : Entity
{
    private CreditEntry()
    {
    }

    public Guid BalanceId { get; private init; }

    /// <summary>1 for the first of its balance.</summary>
    public int Number { get; private init; }

    public Guid CustomerId { get; private init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private init; } = "";

    public CreditReason Reason { get; private init; }

    /// <summary>Below zero where credit was used, refunded or taken back; never zero.</summary>
    public decimal Amount { get; private init; }

    /// <summary>The sum of all entries up to this one.</summary>
    public decimal BalanceAfter { get; private init; }

    /// <summary>Null when staff gave it or took it back.</summary>
    public Guid? InvoiceId { get; private init; }

    public string InvoiceNumber { get; private init; } = "";

    public string CreditNoteNumber { get; private init; } = "";

    /// <summary>In the words of whoever gave, took back or refunded it; may be empty.</summary>
    public string Note { get; private init; } = "";

    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    internal static CreditEntry Write(CreditBalance balance, int number, CreditChange change, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        CreatedAt = at,
        UpdatedAt = at,
        BalanceId = balance.Id,
        Number = number,
        CustomerId = balance.CustomerId,
        Currency = balance.Currency,
        Reason = change.Reason,
        Amount = change.Amount,
        BalanceAfter = balance.Amount,
        InvoiceId = change.Invoice?.Id,
        InvoiceNumber = change.Invoice?.Number ?? "",
        CreditNoteNumber = change.CreditNoteNumber,
        Note = change.Note,
        ActorKind = change.Actor.Kind,
        ActorId = change.Actor.Id,
        ActorName = change.Actor.Name,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<CreditEntry>
    {
        public void Configure(EntityTypeBuilder<CreditEntry> builder)
        {
            builder.ToTable("AccountCreditEntries");
            builder.Ignore(e => e.Actor);
            builder.Property(e => e.Currency).HasMaxLength(3);
            builder.Property(e => e.Reason).HasConversion<string>().HasMaxLength(20);
            builder.Property(e => e.InvoiceNumber).HasMaxLength(30);
            builder.Property(e => e.CreditNoteNumber).HasMaxLength(30);
            builder.Property(e => e.Note).HasMaxLength(500);
            builder.Property(e => e.ActorKind).HasMaxLength(20);
            builder.Property(e => e.ActorId).HasMaxLength(100);
            builder.Property(e => e.ActorName).HasMaxLength(200);
            builder.HasIndex(e => new { e.BalanceId, e.Number }).IsUnique();
            builder.HasIndex(e => new { e.CustomerId, e.CreatedAt, e.Id });
            builder.HasOne<CreditBalance>().WithMany().HasForeignKey(e => e.BalanceId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
