using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceDefaults.Search;

/// <summary>
/// That an entity has a word in its <see cref="SearchableEntity.SearchText"/>. Only a way to it: whether it is found, its own text says.
/// </summary>
public sealed class SearchWord
{
    private const int MaximumKind = 30;

    /// <summary>The entity's table.</summary>
    public required string Kind { get; init; }

    /// <summary>Folded.</summary>
    public required string Word { get; init; }

    /// <summary>The entity's id.</summary>
    public required Guid SubjectId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SearchWord>
    {
        public void Configure(EntityTypeBuilder<SearchWord> builder)
        {
            builder.ToTable("SearchWords");
            // In this order: all words with the same beginning lie beside each other.
            builder.HasKey(w => new { w.Kind, w.Word, w.SubjectId });
            builder.Property(w => w.Kind).HasMaxLength(MaximumKind);
            builder.Property(w => w.Word).HasMaxLength(WordSplitter.MaximumWord);
        }
    }
}
