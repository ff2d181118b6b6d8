using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Billing.Accounts;

/// <summary>
/// What Billing remembers of a pass beside its invoice. Its sale and its withdrawal both change this row, whichever arrives first: of two that are handled at
/// the same moment one collides on the version, is repeated, and sees the other. The second of them credits what was not used.
/// </summary>
public sealed class SoldPass : Entity
{
    private SoldPass()
    {
    }

    /// <summary>For people: P00008.</summary>
    public string Number { get; private init; } = "";

    public PassBilling Billing { get; private set; }

    /// <summary>What its invoice asks for it, without tax, in <see cref="Currency"/>; 0 before it is billed.</summary>
    public decimal Price { get; private set; }

    /// <summary>ISO 4217; empty before it is billed.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>How it was taken back; null while it is not.</summary>
    public PassWithdrawal? Withdrawal { get; private set; }

    /// <param name="pass">Its id becomes this one's.</param>
    internal static SoldPass Of(Subject pass, DateTimeOffset now) => new() { Id = pass.Id, Number = pass.Number, CreatedAt = now, UpdatedAt = now };

    internal void Bill(EventMoney price, DateTimeOffset now)
    {
        (Billing, Price, Currency) = (PassBilling.Billed, price.Amount, price.Currency);
        UpdatedAt = now;
    }

    /// <summary>Staff decided that its sale is never billed.</summary>
    internal void Skip(DateTimeOffset now)
    {
        Billing = PassBilling.Skipped;
        UpdatedAt = now;
    }

    internal void Withdraw(PassWithdrawn e, DateTimeOffset now)
    {
        Withdrawal = PassWithdrawal.Of(e);
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<SoldPass>
    {
        public void Configure(EntityTypeBuilder<SoldPass> builder)
        {
            builder.ToTable("SoldPasses");
            builder.Property(p => p.Number).HasMaxLength(30);
            builder.Property(p => p.Billing).HasConversion<string>().HasMaxLength(20);
            builder.Property(p => p.Currency).HasMaxLength(3);
            builder.OwnsOne(p => p.Withdrawal, withdrawal =>
            {
                withdrawal.Property(w => w.Settlement).HasMaxLength(20);
                withdrawal.Property(w => w.ActorKind).HasMaxLength(20);
                withdrawal.Property(w => w.ActorId).HasMaxLength(100);
                withdrawal.Property(w => w.ActorName).HasMaxLength(200);
                withdrawal.Ignore(w => w.Refunds);
                withdrawal.Ignore(w => w.Actor);
            });
        }
    }
}

public enum PassBilling
{
    /// <summary>Its sale has not come yet.</summary>
    Awaited,

    /// <summary>It has its invoice.</summary>
    Billed,

    /// <summary>Staff discarded its sale: it never has one.</summary>
    Skipped,
}

internal static class SoldPasses
{
    /// <summary>The pass, remembered from the first event that speaks of it on.</summary>
    public static async Task<SoldPass> PassOf(this BillingDb db, Subject pass, DateTimeOffset now, CancellationToken ct)
    {
        var known = await db.SoldPasses.FirstOrDefaultAsync(p => p.Id == pass.Id, ct);
        if (known is null)
        {
            db.SoldPasses.Add(known = SoldPass.Of(pass, now));
        }

        return known;
    }
}
