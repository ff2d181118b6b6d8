using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Dunning.Cases;

/// <summary>One thing that happened in a case.</summary>
public sealed class DunningEntry
{
    public const int MaximumDetail = 300;

    public required Guid Id { get; init; }

    public Guid CaseId { get; private init; }

    /// <summary>1 for the first of its case.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>mail, retry, delivered ...: as the contract lists them.</summary>
    public required string Kind { get; init; }

    /// <summary>Of a mail; empty otherwise.</summary>
    public required string Template { get; init; }

    public required string Detail { get; init; }

    public required string ActorName { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<DunningEntry>
    {
        public void Configure(EntityTypeBuilder<DunningEntry> builder)
        {
            builder.ToTable("DunningEntries");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.Kind).HasMaxLength(30);
            builder.Property(e => e.Template).HasMaxLength(50);
            builder.Property(e => e.Detail).HasMaxLength(MaximumDetail);
            builder.Property(e => e.ActorName).HasMaxLength(200);
            builder.HasIndex(e => new { e.CaseId, e.Number });
        }
    }
}
