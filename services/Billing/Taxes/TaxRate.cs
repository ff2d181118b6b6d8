using Contracts.Conversions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;

namespace Billing.Taxes;

/// <summary>
/// A tax that invoices add to prices, with its percentages over time. Never deleted: running orders name it by its code. Final invoices hold
/// the percentage that they were made with.
/// </summary>
public sealed class TaxRate : Entity
{
    /// <summary>Most characters of a code.</summary>
    public const int MaximumCode = TaxCodes.MaximumLength;

    private readonly List<TaxPercentage> _percentages = [];

    private TaxRate()
    {
    }

    /// <summary>Unique, in small letters; never changes.</summary>
    public string Code { get; private init; } = "";

    /// <summary>Text per language; English is there.</summary>
    public IReadOnlyDictionary<string, string> Name { get; private set; } = new Dictionary<string, string>();

    /// <summary>No longer offered; what names it goes on being taxed.</summary>
    public bool Retired { get; private set; }

    /// <summary>Oldest first; the first one is valid on every day before the second.</summary>
    public IReadOnlyList<TaxPercentage> Percentages => [.. _percentages.OrderBy(p => p.ValidFrom)];

    public static TaxRate Create(string code, IReadOnlyDictionary<string, string> name, int perMillion, DateTimeOffset now)
    {
        var rate = new TaxRate { Id = Guid.CreateVersion7(now), CreatedAt = now, UpdatedAt = now, Code = code, Name = name };
        rate._percentages.Add(TaxPercentage.Create(TaxPercentage.Always, perMillion));
        return rate;
    }

    /// <summary>The percentage of a day.</summary>
    public decimal On(DateOnly day) => Percentages.Last(p => p.ValidFrom <= day).Percent;

    public void Rename(IReadOnlyDictionary<string, string> name, DateTimeOffset now)
    {
        Name = name;
        UpdatedAt = now;
    }

    /// <exception cref="DomainException">PERCENTAGES_OVERLAP, of the field valid_from.</exception>
    public void AddPercentage(DateOnly validFrom, int perMillion, DateTimeOffset now)
    {
        if (validFrom <= Percentages[^1].ValidFrom)
        {
            throw DomainException.InvalidArgument("valid_from", "PERCENTAGES_OVERLAP", "must be after the first day of the last percentage.");
        }

        _percentages.Add(TaxPercentage.Create(validFrom, perMillion));
        UpdatedAt = now;
    }

    /// <summary>Takes back the last percentage, which nobody can have used yet.</summary>
    /// <param name="today">Where the business is.</param>
    /// <exception cref="DomainException">UNKNOWN, of the field valid_from; PERCENTAGE_IN_USE.</exception>
    public void RemovePercentage(DateOnly validFrom, DateOnly today, DateTimeOffset now)
    {
        var last = Percentages[^1];
        if (last.ValidFrom != validFrom || validFrom == TaxPercentage.Always)
        {
            throw DomainException.InvalidArgument("valid_from", "UNKNOWN", "is not the first day of the last percentage.");
        }

        if (validFrom <= today)
        {
            throw DomainException.FailedPrecondition("PERCENTAGE_IN_USE", $"The percentage of {validFrom:yyyy-MM-dd} is valid already; add another one instead.");
        }

        _percentages.Remove(last);
        UpdatedAt = now;
    }

    /// <exception cref="DomainException">TAX_RATE_RETIRED.</exception>
    public void Retire(DateTimeOffset now)
    {
        if (Retired)
        {
            throw DomainException.FailedPrecondition("TAX_RATE_RETIRED", "The tax rate is retired already.");
        }

        Retired = true;
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<TaxRate>
    {
        public void Configure(EntityTypeBuilder<TaxRate> builder)
        {
            builder.ToTable("TaxRates");
            builder.Property(r => r.Code).HasMaxLength(MaximumCode);
            builder.Property(r => r.Name).IsLocalizedText();
            builder.HasIndex(r => r.Code).IsUnique();
            builder.HasIndex(r => new { r.CreatedAt, r.Id });
            builder.OwnsMany(r => r.Percentages, percentages =>
            {
                percentages.ToTable("TaxPercentages");
                percentages.WithOwner().HasForeignKey("TaxRateId");
                percentages.HasKey("TaxRateId", nameof(TaxPercentage.ValidFrom));
                percentages.Property(p => p.ValidFrom).ValueGeneratedNever();
            });
            builder.Navigation(r => r.Percentages).HasField("_percentages").UsePropertyAccessMode(PropertyAccessMode.Field);
        }
    }
}
