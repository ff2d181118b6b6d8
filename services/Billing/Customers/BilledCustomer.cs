using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Billing.Customers;

/// <summary>What Billing was told of a customer, for what it bills without being asked by an order.</summary>
public sealed class BilledCustomer : Entity
{
    private BilledCustomer()
    {
    }

    public string Name { get; private set; } = "";

    public string Email { get; private set; } = "";

    /// <summary>en, vi, fa, it or pl.</summary>
    public string Language { get; private set; } = "";

    /// <summary>IANA.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>When what is known here was so; what comes later but tells of an earlier time is passed over.</summary>
    public DateTimeOffset KnownAt { get; private set; }

    /// <summary>No dunning case is opened for them.</summary>
    public bool DunningExempt { get; private set; }

    /// <summary>Why; empty where they are not exempt.</summary>
    public string DunningExemptReason { get; private set; } = "";

    internal void ExemptFromDunning(bool exempt, string reason, DateTimeOffset now)
    {
        DunningExempt = exempt;
        DunningExemptReason = exempt ? reason : "";
        UpdatedAt = now;
    }

    public EventCustomer ForEvents() => new(Id, Name, Email, Language, TimeZone);

    /// <param name="customer">Its id becomes this one's.</param>
    public static BilledCustomer Meet(EventCustomer customer, string currency, DateTimeOffset knownAt, DateTimeOffset now)
    {
        var met = new BilledCustomer { Id = customer.Id, CreatedAt = now };
        met.Learn(customer, currency, knownAt, now);
        return met;
    }

    /// <returns>False when it is passed over.</returns>
    public bool Learn(EventCustomer customer, string currency, DateTimeOffset knownAt, DateTimeOffset now)
    {
        if (knownAt < KnownAt)
        {
            return false;
        }

        Name = customer.Name;
        Email = customer.Email;
        Language = customer.Language;
        TimeZone = customer.TimeZone;
        Currency = currency;
        KnownAt = knownAt;
        UpdatedAt = now;
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<BilledCustomer>
    {
        public void Configure(EntityTypeBuilder<BilledCustomer> builder)
        {
            builder.ToTable("Customers");
            builder.Property(c => c.Name).HasMaxLength(200);
            builder.Property(c => c.Email).HasMaxLength(254);
            builder.Property(c => c.Language).HasMaxLength(10);
            builder.Property(c => c.TimeZone).HasMaxLength(64);
            builder.Property(c => c.Currency).HasMaxLength(3);
            builder.Property(c => c.DunningExemptReason).HasMaxLength(200);
        }
    }
}
