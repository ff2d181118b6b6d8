using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using ServiceDefaults.Data;

namespace ServiceDefaults.Search;

/// <summary>Keeps <see cref="SearchWord"/> as the entities' texts say.</summary>
internal static class SearchIndex
{
    public static void Map(ModelBuilder model, DatabaseFacade database)
    {
        model.ApplyConfiguration(new SearchWord.Mapping());
        // Compared letter by letter as they are: folding has made alike what is alike, and a beginning is a range only in that order.
        var collation = database.IsNpgsql() ? "C" : database.IsSqlServer() ? "Latin1_General_100_BIN2" : null;
        model.Entity<SearchWord>().Property(w => w.Word).UseCollation(collation);
        foreach (var type in model.Model.GetEntityTypes().Where(t => typeof(SearchableEntity).IsAssignableFrom(t.ClrType)))
        {
            model.Entity(type.ClrType).Property(nameof(SearchableEntity.SearchText)).HasMaxLength(SearchText.MaximumLength).UseCollation(collation);
        }
    }

    /// <summary>Called before saving, when the changes are known.</summary>
    public static void Follow(ServiceDb db, EntityEntry<SearchableEntity> entry)
    {
        var text = entry.Property(e => e.SearchText);
        var (before, after) = entry.State switch
        {
            EntityState.Added => ("", text.CurrentValue),
            EntityState.Modified => (text.OriginalValue, text.CurrentValue),
            EntityState.Deleted => (text.OriginalValue, ""),
            _ => ("", ""),
        };
        if (before == after)
        {
            return;
        }

        var (old, words) = (SearchText.Words(before), SearchText.Words(after));
        db.SearchWords.AddRange(words.Except(old).Select(Word));
        db.SearchWords.RemoveRange(old.Except(words).Select(word => Tracked(db, Word(word))));

        SearchWord Word(string word) => new() { Kind = KindOf(entry.Metadata), Word = word, SubjectId = entry.Entity.Id };
    }

    public static string KindOf<T>(ServiceDb db)
        where T : SearchableEntity => KindOf(db.Model.FindEntityType(typeof(T))!);

    private static string KindOf(Microsoft.EntityFrameworkCore.Metadata.IEntityType type) => type.GetTableName()!;

    private static SearchWord Tracked(ServiceDb db, SearchWord word) =>
        db.SearchWords.Local.FindEntryUntyped([word.Kind, word.Word, word.SubjectId])?.Entity ?? word;
}
