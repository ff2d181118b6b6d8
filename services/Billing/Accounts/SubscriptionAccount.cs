using Billing.Forgone;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Billing.Accounts;

/// <summary>
/// What Billing remembers of a subscription beside its invoices. The start of a period and the close may be handled in either
/// order, or at the same moment: both change this row, so one of two collides on its version, is repeated, and sees the other.
/// </summary>
public sealed class SubscriptionAccount : Entity
{
    private SubscriptionAccount()
    {
    }

    /// <summary>Invoices made so far.</summary>
    public int InvoicesIssued { get; private set; }

    /// <summary>Number of the last period that was billed, 1 for the first. Above <see cref="InvoicesIssued"/>, one before it was not.</summary>
    public int LastPeriod { get; private set; }

    /// <summary>How the subscription was closed; null while it runs.</summary>
    public ClosingTerms? Closing { get; private set; }

    /// <param name="subscriptionId">Becomes the account's id.</param>
    public static SubscriptionAccount Open(Guid subscriptionId, DateTimeOffset now) =>
        new() { Id = subscriptionId, CreatedAt = now, UpdatedAt = now };

    /// <param name="periodIndex">Of the period that it bills; 0 for the first.</param>
    public void CountInvoice(int periodIndex, DateTimeOffset now)
    {
        InvoicesIssued++;
        LastPeriod = Math.Max(LastPeriod, periodIndex + 1);
        UpdatedAt = now;
    }

    /// <summary>Makes whoever changes it at the same moment begin again.</summary>
    public void Touch(DateTimeOffset now) => UpdatedAt = now;

    public void Close(SubscriptionClosed e, DateTimeOffset now)
    {
        Closing = new ClosingTerms
        {
            EventId = e.EventId,
            HeardAt = now,
            Credit = e.Credit,
            Settlement = e.Settlement,
            EndDate = e.UnusedFrom,
            PeriodStart = e.PeriodStart,
            BilledBy = e.BilledBy,
            ActorKind = e.Actor.Kind,
            ActorId = e.Actor.Id,
            ActorName = e.Actor.Name,
        };
        UpdatedAt = now;
    }

    /// <summary>The close gives back of something else than its event said, for what that named is never invoiced.</summary>
    internal void GiveBack(GivenBack given)
    {
        if (given != Closing!.Given)
        {
            Closing = Closing with { Credit = given.Credit, PeriodStart = given.PeriodStart, BilledBy = given.BilledBy, EndDate = given.UnusedFrom };
        }
    }

    internal sealed class Mapping : IEntityTypeConfiguration<SubscriptionAccount>
    {
        public void Configure(EntityTypeBuilder<SubscriptionAccount> builder)
        {
            builder.ToTable("SubscriptionAccounts");
            builder.OwnsOne(a => a.Closing, closing =>
            {
                closing.Property(c => c.Credit).HasMaxLength(20);
                closing.Property(c => c.Settlement).HasMaxLength(20);
                closing.Ignore(c => c.Refunds);
                closing.Property(c => c.ActorKind).HasMaxLength(20);
                closing.Property(c => c.ActorId).HasMaxLength(100);
                closing.Property(c => c.ActorName).HasMaxLength(200);
            });
        }
    }
}

internal static class SubscriptionAccounts
{
    /// <summary>The subscription's account, opened by the first event that speaks of it.</summary>
    public static async Task<SubscriptionAccount> AccountOf(this BillingDb db, Guid subscriptionId, DateTimeOffset now, CancellationToken ct) =>
        (await db.AccountsOf([subscriptionId], now, ct))[subscriptionId];

    public static async Task<Dictionary<Guid, SubscriptionAccount>> AccountsOf(
        this BillingDb db, IReadOnlyCollection<Guid> subscriptionIds, DateTimeOffset now, CancellationToken ct)
    {
        var accounts = await db.Accounts.Where(a => subscriptionIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        foreach (var id in subscriptionIds.Where(id => !accounts.ContainsKey(id)))
        {
            db.Accounts.Add(accounts[id] = SubscriptionAccount.Open(id, now));
        }

        return accounts;
    }
}
