using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Billing.Taxes;

/// <summary>A customer who pays no tax. It has the customer's id; there is none for customers who are not exempt.</summary>
public sealed class TaxExemption : Entity
{
    public const int MaximumReason = 200;
    public const int MaximumNumber = 30;

    private TaxExemption()
    {
    }

    /// <summary>Why, as invoices say it.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The customer's tax number; may be empty.</summary>
    public string TaxNumber { get; private set; } = "";

    public static TaxExemption Grant(Guid customer, string reason, string taxNumber, DateTimeOffset now)
    {
        var exemption = new TaxExemption { Id = customer, CreatedAt = now };
        exemption.Revise(reason, taxNumber, now);
        return exemption;
    }

    public void Revise(string reason, string taxNumber, DateTimeOffset now)
    {
        Reason = reason;
        TaxNumber = taxNumber;
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<TaxExemption>
    {
        public void Configure(EntityTypeBuilder<TaxExemption> builder)
        {
            builder.ToTable("TaxExemptions");
            builder.Property(e => e.Reason).HasMaxLength(MaximumReason);
            builder.Property(e => e.TaxNumber).HasMaxLength(MaximumNumber);
        }
    }
}
