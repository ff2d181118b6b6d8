using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Numbering;

/// <summary>The last number given in one series of one year.</summary>
public sealed class NumberSeries
{
    public const string Invoices = "INV";
    public const string CreditNotes = "CN";
    public const string DunningCases = "DUN";

    /// <summary><see cref="Invoices"/>, <see cref="CreditNotes"/> or <see cref="DunningCases"/>.</summary>
    public required string Series { get; init; }

    public required int Year { get; init; }

    public required int Last { get; set; }

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
