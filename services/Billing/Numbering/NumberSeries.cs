using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Numbering;

/// <summary>The last number given in one series of one year, and the date that goes with it.</summary>
public sealed class NumberSeries
{
    public const string Invoices = "INV";
    public const string CreditNotes = "CN";
    public const string DunningCases = "DUN";

    /// <summary><see cref="Invoices"/>, <see cref="CreditNotes"/> or <see cref="DunningCases"/>.</summary>
    public required string Series { get; init; }

    /// <summary>Of the business's civil date.</summary>
    public required int Year { get; init; }

    public required int Last { get; set; }

    /// <summary>Issue date of the last one: no later number bears an earlier date (domain.md C15e).</summary>
    public required DateOnly LastDate { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<NumberSeries>
    {
        public void Configure(EntityTypeBuilder<NumberSeries> builder)
        {
            builder.ToTable("NumberSeries");
            builder.HasKey(s => new { s.Series, s.Year });
            builder.Property(s => s.Series).HasMaxLength(10);
            builder.Property(s => s.Year).ValueGeneratedNever();
        }
    }
}
