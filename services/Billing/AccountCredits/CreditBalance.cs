using Billing.Invoices;
using Contracts.Conversions;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;

namespace Billing.AccountCredits;

/// <summary>
/// What a customer has in hand in one currency: always the sum of its <see cref="CreditEntry"/> rows, never below zero. Whoever changes
/// it at the same moment as another collides on its version.
/// </summary>
public sealed class CreditBalance : Entity
{
    private CreditBalance()
    {
    }

    public Guid CustomerId { get; private init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private init; } = "";

    public decimal Amount { get; private set; }

    /// <summary>Entries so far.</summary>
    public int Entries { get; private set; }

    public static CreditBalance Open(Guid customerId, string currency, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CreatedAt = now,
        UpdatedAt = now,
        CustomerId = customerId,
        Currency = currency,
    };

    /// <summary>Changes the balance; the entry that says so is saved with it.</summary>
    /// <exception cref="DomainException">CREDIT_ABOVE_BALANCE: it would fall below zero.</exception>
    internal CreditEntry Enter(CreditChange change, EventCustomer customer, DateTimeOffset now)
    {
        if (change.Amount == 0 || change.Amount != Currencies.Round(change.Amount, Currency))
        {
            throw new InvalidOperationException($"{change.Amount} is no amount of {Currency} to enter.");
        }

        if (Amount + change.Amount < 0)
        {
            throw DomainException.FailedPrecondition("CREDIT_ABOVE_BALANCE", $"The customer has {InvoiceWire.Text(Amount, Currency)} {Currency} of account credit.");
        }

        // Databases keep a millionth of a second.
        var at = now > UpdatedAt ? now : UpdatedAt.AddMicroseconds(1);
        Amount += change.Amount;
        Entries++;
        UpdatedAt = at;
        Raise(new AccountCreditChanged(
            Guid.CreateVersion7(now), Id, change.Actor, now, change.Invoice?.Subject ?? Subject.Customer(customer), change.Invoice?.Source,
            customer, CreditWire.EventName(change.Reason), new EventMoney(Currency, change.Amount), new EventMoney(Currency, Amount)));
        return CreditEntry.Write(this, Entries, change, at);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<CreditBalance>
    {
        public void Configure(EntityTypeBuilder<CreditBalance> builder)
        {
            builder.ToTable("AccountCreditBalances");
            builder.Property(b => b.Currency).HasMaxLength(3);
            builder.HasIndex(b => new { b.CustomerId, b.Currency }).IsUnique();
        }
    }
}

/// <summary>What is to be entered.</summary>
/// <param name="Amount">Signed, in the balance's currency; not zero.</param>
internal sealed record CreditChange(CreditReason Reason, decimal Amount, EventActor Actor)
{
    /// <summary>That it has to do with; null when staff give or take back.</summary>
    public Invoice? Invoice { get; init; }

    public string CreditNoteNumber { get; init; } = "";

    public string Note { get; init; } = "";
}
