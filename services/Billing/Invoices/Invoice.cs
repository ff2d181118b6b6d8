using Billing.Numbering;
using Billing.Taxes;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Search;

namespace Billing.Invoices;

/// <summary>
/// What a customer owes: for one billing period, most of the time, or for a pass. Final invoices are never changed or deleted: payments and credit notes are
/// added to them. All amounts are in <see cref="Currency"/>, in whole units.
/// </summary>
public sealed partial class Invoice : SearchableEntity
{
    private readonly List<InvoiceLine> _lines = [];
    private readonly List<Payment> _payments = [];

    /// <summary>Of a sale that is being billed: told with its invoice, and not kept.</summary>
    private EventPassPayment? _passPayment;

    private Invoice()
    {
    }

    /// <summary>Given at finalisation: INV/2026/00017. Null on a draft.</summary>
    public string? Number { get; private set; }

    public InvoiceState State { get; private set; }

    public InvoiceKind Kind { get; private init; }

    /// <summary>The change whose difference it bills; empty for the period itself, and for a one-off.</summary>
    public Guid ChangeId { get; private init; }

    /// <summary>Kind of what it bills, one of <see cref="SubjectKinds"/>; empty for a one-off beside any subscription.</summary>
    public string SourceKind { get; private init; } = "";

    public Guid? SourceId { get; private init; }

    /// <summary>For people: S00042.</summary>
    public string SourceNumber { get; private init; } = "";

    /// <summary>Text per language: a subscription's plan.</summary>
    public IReadOnlyDictionary<string, string> SourceName { get; private init; } = new Dictionary<string, string>();

    public Guid CustomerId { get; private init; }

    /// <summary>Who is billed, as it was when the invoice was made.</summary>
    public string CustomerName { get; private init; } = "";

    public string CustomerEmail { get; private init; } = "";

    /// <summary>en, vi, fa, it or pl.</summary>
    public string CustomerLanguage { get; private init; } = "";

    /// <summary>IANA name.</summary>
    public string CustomerTimeZone { get; private init; } = "";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>Period of service billed, [start, end), in the customer's time zone; null with its end where it bills none.</summary>
    public DateOnly? PeriodStart { get; private init; }

    public DateOnly? PeriodEnd { get; private init; }

    /// <summary>Civil date of the business; set at finalisation.</summary>
    public DateOnly? IssueDate { get; private set; }

    /// <summary>Civil date in the customer's time zone.</summary>
    public DateOnly? DueDate { get; private set; }

    /// <summary>Lines and taxes.</summary>
    public decimal Total { get; private set; }

    /// <summary>What stands of its payments: without what the bank took back.</summary>
    public decimal AmountPaid { get; private set; }

    /// <summary>Sum of the credit notes against this invoice.</summary>
    public decimal AmountCredited { get; private set; }

    /// <summary>What is left to pay, without what a close has reserved; zero, too, until a surplus has become account credit.</summary>
    public decimal AmountDue => State == InvoiceState.Void ? 0 : Math.Max(0, Balance - AmountReserved);

    /// <summary>In the order of the subscription's lines.</summary>
    public IReadOnlyList<InvoiceLine> Lines => _lines;

    public IReadOnlyList<Payment> Payments => _payments;

    /// <summary>What events say of it.</summary>
    internal Subject Subject => Subject.Invoice(Id, Number ?? "");

    /// <summary>What it bills; null for a one-off beside any subscription.</summary>
    internal Subject? Source => SourceId is { } id ? new(SourceKind, id, SourceNumber, SourceName) : null;

    internal EventCustomer Customer => new(CustomerId, CustomerName, CustomerEmail, CustomerLanguage, CustomerTimeZone);

    /// <summary>Draft -> Open, or Paid when there is nothing to pay.</summary>
    /// <param name="number">The next of its series, and its issue date; taken in the same transaction.</param>
    /// <param name="taxes">Those of the issue date are put on it.</param>
    /// <exception cref="DomainException">INVOICE_NOT_DRAFT, UNKNOWN_TAX_CODE.</exception>
    internal void Finalise(IssueNumber number, DateOnly dueDate, TaxTable taxes, EventActor actor, DateTimeOffset now)
    {
        Tax(taxes, number.IssueDate);
        (Number, IssueDate) = (number.Number, number.IssueDate);
        FindAlsoBy(Number);
        DueDate = dueDate;
        State = InvoiceState.Open;
        WatchDueDate();
        UpdatedAt = now;
        Raise(new InvoiceIssued(
            Guid.CreateVersion7(now), Id, actor, now, Subject, Source, Customer, new EventMoney(Currency, Total), PeriodStart, PeriodEnd, dueDate)
        {
            Payment = _passPayment,
        });
        SettleWhenNothingIsDue(now);
    }

    /// <summary>Takes in money; Open -> Paid when it was the last of it.</summary>
    /// <param name="amount">Above zero; in <see cref="Currency"/>.</param>
    /// <exception cref="DomainException">INVOICE_NOT_OPEN, PAYMENT_UNRESOLVED, PAYMENT_ABOVE_DUE.</exception>
    public void RegisterPayment(
        decimal amount, PaymentMethod method, string reference, DateOnly receivedDate, EventActor actor, DateTimeOffset now)
    {
        // What was marked uncollectible may be paid after all.
        if (State != InvoiceState.Uncollectible)
        {
            RequireOpen("take payments");
        }

        RequireNoPendingCharge();
        RequireDue(amount);
        ReceivePayment(amount, method, reference, receivedDate, actor, now);
    }

    /// <exception cref="DomainException">INVOICE_NOT_OPEN.</exception>
    internal void RequireOpen(string what)
    {
        if (State != InvoiceState.Open)
        {
            throw DomainException.FailedPrecondition("INVOICE_NOT_OPEN", $"Invoice {Number ?? Id.ToString()} is {State.ToString().ToLowerInvariant()}; only open invoices {what}.");
        }
    }

    /// <exception cref="DomainException">PAYMENT_ABOVE_DUE.</exception>
    internal void RequireDue(decimal amount)
    {
        if (amount > AmountDue)
        {
            throw DomainException.FailedPrecondition("PAYMENT_ABOVE_DUE", $"Only {InvoiceWire.Text(AmountDue, Currency)} {Currency} is due on invoice {Number}.");
        }
    }

    internal bool CanBeCredited => State is InvoiceState.Open or InvoiceState.Paid or InvoiceState.Uncollectible;

    /// <summary>Takes back parts of lines, and their taxes with them; what was not paid yet is no longer due. Guards domain.md C7.</summary>
    /// <param name="amounts">Position of the line and what is taken back of it.</param>
    /// <returns>The taxes.</returns>
    internal IReadOnlyList<CreditNoteTax> Credit(IEnumerable<(int Position, decimal Amount)> amounts, DateTimeOffset now)
    {
        if (!CanBeCredited)
        {
            throw new InvalidOperationException($"Invoice {Id} is {State}: it cannot be credited.");
        }

        List<(int Position, decimal Amount)> parts = [.. amounts];
        foreach (var (position, amount) in parts)
        {
            _lines.Single(l => l.Position == position).Credit(amount);
            AmountCredited += amount;
        }

        var taxes = CreditTaxes(parts);
        SettleWhenNothingIsDue(now);
        UpdatedAt = now;
        return taxes;
    }

    private void ReceivePayment(
        decimal amount, PaymentMethod method, string reference, DateOnly receivedDate, EventActor actor, DateTimeOffset now, Guid? attempt = null)
    {
        _payments.Add(new Payment
        {
            Id = Guid.CreateVersion7(now),
            Amount = amount,
            Method = method,
            Reference = reference,
            ReceivedDate = receivedDate,
            AttemptId = attempt,
            CreatedAt = now,
        });
        AmountPaid += amount;
        SettleWhenNothingIsDue(now);
        UpdatedAt = now;
        Raise(new PaymentSucceeded(
            Guid.CreateVersion7(now), Id, actor, now, Subject, Source, Customer, new EventMoney(Currency, amount),
            InvoiceWire.EventName(method), reference, State == InvoiceState.Paid, DunningCaseId));
    }

    private void SettleWhenNothingIsDue(DateTimeOffset now)
    {
        if (AmountDue > 0)
        {
            return;
        }

        var isNews = State != InvoiceState.Paid && (Total == 0 || AmountCredited < Total);
        State = InvoiceState.Paid;
        OverdueAt = null;
        if (isNews && SourceKind == SubjectKinds.Pass)
        {
            Raise(new InvoicePaid(Guid.CreateVersion7(now), Id, Caller.System, now, Subject, Source, Customer, new EventMoney(Currency, Total)));
        }
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Invoice>
    {
        public void Configure(EntityTypeBuilder<Invoice> builder)
        {
            builder.ToTable("Invoices");
            builder.Ignore(i => i.AmountDue);
            builder.Ignore(i => i.AmountReserved);
            builder.Property(i => i.Kind).HasConversion<string>().HasMaxLength(20);
            builder.Property(i => i.Number).HasMaxLength(30);
            builder.Property(i => i.State).HasConversion<string>().HasMaxLength(20);
            builder.Property(i => i.SourceKind).HasMaxLength(SubjectKinds.MaximumLength);
            builder.Property(i => i.SourceNumber).HasMaxLength(30);
            builder.Property(i => i.SourceName).IsLocalizedText();
            builder.Property(i => i.CustomerName).HasMaxLength(200);
            builder.Property(i => i.CustomerEmail).HasMaxLength(254);
            builder.Property(i => i.CustomerLanguage).HasMaxLength(10);
            builder.Property(i => i.CustomerTimeZone).HasMaxLength(64);
            builder.Property(i => i.Currency).HasMaxLength(3);
            builder.Property(i => i.StateReason).HasMaxLength(200);

            // No period is billed twice, nor a change within it (domain.md C4). All three are set wherever service is billed: nulls need not be unique.
            builder.HasIndex(i => new { i.SourceId, i.PeriodStart, i.ChangeId }).IsUnique();
            builder.HasIndex(i => i.Number).IsUnique();
            builder.HasIndex(i => new { i.CreatedAt, i.Id });
            builder.HasIndex(i => new { i.CustomerId, i.CreatedAt });
            builder.HasIndex(i => i.DunningCaseId);
            builder.HasIndex(i => i.OverdueAt);

            builder.OwnsMany(i => i.Lines, lines =>
            {
                lines.ToTable("InvoiceLines");
                lines.WithOwner().HasForeignKey("InvoiceId");
                lines.HasKey("InvoiceId", nameof(InvoiceLine.Position));
                lines.Property(l => l.Position).ValueGeneratedNever();
                lines.Property(l => l.Description).IsLocalizedText();
                lines.Property(l => l.Arithmetic).HasMaxLength(100);
                lines.Property(l => l.ReservedArithmetic).HasMaxLength(100);
                lines.Ignore(l => l.Creditable);
                lines.OwnsOne(l => l.Discount, discount =>
                {
                    discount.Property(d => d.Code).HasMaxLength(30);
                    discount.Property(d => d.Name).IsLocalizedText();
                    discount.Property(d => d.Arithmetic).HasMaxLength(200);
                });
                lines.Property(l => l.TaxCode).HasMaxLength(TaxRate.MaximumCode);
            });
            MapTaxes(builder);
            MapCoverage(builder);
            builder.OwnsMany(i => i.Payments, payments =>
            {
                payments.ToTable("Payments");
                payments.WithOwner().HasForeignKey("InvoiceId");
                payments.HasKey(p => p.Id);
                payments.Property(p => p.Id).ValueGeneratedNever();
                payments.Property(p => p.Method).HasConversion<string>().HasMaxLength(20);
                payments.Property(p => p.Reference).HasMaxLength(100);
                payments.Ignore(p => p.Refundable);
            });
        }
    }
}

public enum InvoiceState
{
    /// <summary>Not final: no number, may change.</summary>
    Draft,

    /// <summary>Final and unpaid, wholly or in part.</summary>
    Open,

    /// <summary>Nothing is due any more.</summary>
    Paid,

    /// <summary>Out of force: never paid, and nothing is due.</summary>
    Void,

    /// <summary>Nobody asks for it any more; a payment can still make it Paid.</summary>
    Uncollectible,
}
