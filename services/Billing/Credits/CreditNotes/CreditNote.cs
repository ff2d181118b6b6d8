using Billing.Invoices;
using Billing.Numbering;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Search;

namespace Billing.Credits.CreditNotes;

/// <summary>Takes back part or all of an invoice; never changed, never deleted. Amounts are above zero, in the invoice's currency.</summary>
public sealed class CreditNote : SearchableEntity
{
    private readonly List<CreditNoteLine> _lines = [];
    private readonly List<CreditNoteTax> _taxes = [];

    private CreditNote()
    {
    }

    /// <summary>CN/2026/00003; a series of its own (domain.md C6).</summary>
    public string Number { get; private init; } = "";

    public Guid InvoiceId { get; private init; }

    public string InvoiceNumber { get; private init; } = "";

    /// <summary>Kind of what its invoice bills, one of <see cref="SubjectKinds"/>; empty for a one-off beside any subscription.</summary>
    public string SourceKind { get; private init; } = "";

    public Guid? SourceId { get; private init; }

    public Guid CustomerId { get; private init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>Lines and taxes.</summary>
    public decimal Total { get; private init; }

    /// <summary>Civil date of the business.</summary>
    public DateOnly IssueDate { get; private init; }

    /// <summary>The event that called for it, or an id of its own when staff did; one event makes one credit note for each invoice.</summary>
    public Guid CauseEventId { get; private init; }

    /// <summary>In the words of the person who made it; empty when a close did.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Without tax.</summary>
    public IReadOnlyList<CreditNoteLine> Lines => _lines;

    /// <summary>What goes back of the invoice's taxes with the lines.</summary>
    public IReadOnlyList<CreditNoteTax> Taxes => _taxes;

    /// <summary>Credits the invoice, in whose bounds it must stay.</summary>
    /// <param name="number">The next of its series, and its issue date; taken in the same transaction.</param>
    internal static CreditNote Issue(
        Invoice invoice, IReadOnlyList<CreditNoteLine> lines, IssueNumber number, Guid cause, EventActor actor, DateTimeOffset now,
        string reason)
    {
        var taxes = invoice.Credit(lines.Select(l => (l.Position, l.Amount)), now);
        var note = new CreditNote
        {
            Id = Guid.CreateVersion7(now),
            CreatedAt = now,
            UpdatedAt = now,
            Number = number.Number,
            InvoiceId = invoice.Id,
            InvoiceNumber = invoice.Number!,
            SourceKind = invoice.SourceKind,
            SourceId = invoice.SourceId,
            CustomerId = invoice.CustomerId,
            Currency = invoice.Currency,
            Total = lines.Sum(l => l.Amount) + taxes.Sum(t => t.Amount),
            IssueDate = number.IssueDate,
            CauseEventId = cause,
            Reason = reason,
        };
        note.FindLike(invoice);
        note._lines.AddRange(lines);
        note._taxes.AddRange(taxes);
        note.Raise(new CreditNoteIssued(
            Guid.CreateVersion7(now), note.Id, actor, now, invoice.Subject, invoice.Source, invoice.Customer, note.Number, new EventMoney(note.Currency, note.Total),
            reason));
        return note;
    }

    /// <summary>It is found by its number, and by all that its invoice is found by.</summary>
    internal void FindLike(Invoice invoice) => FindBy(Number, invoice.SearchText);

    internal sealed class Mapping : IEntityTypeConfiguration<CreditNote>
    {
        public void Configure(EntityTypeBuilder<CreditNote> builder)
        {
            builder.ToTable("CreditNotes");
            builder.Property(n => n.SourceKind).HasMaxLength(SubjectKinds.MaximumLength);
            builder.Property(n => n.Number).HasMaxLength(30);
            builder.Property(n => n.InvoiceNumber).HasMaxLength(30);
            builder.Property(n => n.Currency).HasMaxLength(3);
            builder.Property(n => n.Reason).HasMaxLength(500);
            builder.HasIndex(n => n.Number).IsUnique();
            builder.HasIndex(n => new { n.CauseEventId, n.InvoiceId }).IsUnique();
            builder.HasIndex(n => n.InvoiceId);
            builder.HasIndex(n => n.SourceId);
            builder.HasIndex(n => new { n.CreatedAt, n.Id });
            builder.HasOne<Invoice>().WithMany().HasForeignKey(n => n.InvoiceId).OnDelete(DeleteBehavior.Restrict);
            builder.OwnsMany(n => n.Lines, lines =>
            {
                lines.ToTable("CreditNoteLines");
                lines.WithOwner().HasForeignKey("CreditNoteId");
                lines.HasKey("CreditNoteId", nameof(CreditNoteLine.Position));
                lines.Property(l => l.Position).ValueGeneratedNever();
                lines.Property(l => l.Description).IsLocalizedText();
                lines.Property(l => l.Arithmetic).HasMaxLength(100);
                lines.Ignore(l => l.IsCapped);
            });
            builder.OwnsMany(n => n.Taxes, taxes =>
            {
                taxes.ToTable("CreditNoteTaxes");
                taxes.WithOwner().HasForeignKey("CreditNoteId");
                taxes.HasKey("CreditNoteId", nameof(CreditNoteTax.Code));
                taxes.Property(t => t.Code).HasMaxLength(Billing.Taxes.TaxRate.MaximumCode).ValueGeneratedNever();
                taxes.Property(t => t.Name).IsLocalizedText();
            });
        }
    }
}
