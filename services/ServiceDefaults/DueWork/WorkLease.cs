using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceDefaults.DueWork;

/// <summary>
/// That one replica is working on one due item, or that the item failed: then the row stays with its error and, after the last
/// try, is parked until staff look at it (domain.md C16). Success removes the row.
/// </summary>
public sealed class WorkLease
{
    internal const int MaximumError = 1000;

    /// <summary>Name of the <see cref="DueWork{TDb}"/>.</summary>
    public required string Work { get; init; }

    public required Guid ItemId { get; init; }

    /// <summary>Nobody else takes the item before.</summary>
    public required DateTimeOffset LeaseUntil { get; set; }

    /// <summary>Failed tries.</summary>
    public int Attempts { get; set; }

    /// <summary>What the last failed try said.</summary>
    public string? LastError { get; set; }

    /// <summary>Set when no further try is made by itself.</summary>
    public DateTimeOffset? ParkedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<WorkLease>
    {
        public void Configure(EntityTypeBuilder<WorkLease> builder)
        {
            builder.ToTable("WorkLeases");
            builder.HasKey(l => new { l.Work, l.ItemId });
            builder.Property(l => l.Work).HasMaxLength(100);
            builder.Property(l => l.LastError).HasMaxLength(MaximumError);
            builder.HasIndex(l => l.ParkedAt);
        }
    }
}
