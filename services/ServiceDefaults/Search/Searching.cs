using System.Text;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;

namespace ServiceDefaults.Search;

/// <summary>The <c>query</c> of every list.</summary>
public static class Searching
{
    /// <summary>Most characters of a query.</summary>
    public const int MaximumQuery = 200;

    /// <summary>So many are read and put in order in little time.</summary>
    private const int Few = 3000;

    /// <summary>So many of the newest tell how often the words stand together.</summary>
    private const int Sample = 2000;

    /// <summary>Where the sample holds so many, a page is soon full.</summary>
    private const int Enough = 8;

    /// <summary>How many words are looked up; the longest tell most.</summary>
    private const int MaximumProbes = 4;

    /// <summary>
    /// Those that have, for each word of the query, a word that begins with it, in any order. All when the query is empty; none when it has
    /// neither letters nor digits.
    /// </summary>
    /// <param name="db">Of the source.</param>
    /// <exception cref="DomainException">INVALID_ARGUMENT: query is longer than <see cref="MaximumQuery"/>.</exception>
    public static async Task<IQueryable<T>> Matching<T>(this IQueryable<T> source, ServiceDb db, string query, CancellationToken ct)
        where T : SearchableEntity
    {
        var asked = query.Trim();
        if (asked.Length == 0)
        {
            return source;
        }

        if (asked.Length > MaximumQuery)
        {
            throw DomainException.InvalidArgument("query", "TOO_LONG", $"has {asked.Length} characters; at most {MaximumQuery} are allowed.");
        }

        var words = WordSplitter.Asked(asked);
        if (words.Count == 0)
        {
            return source.Where(_ => false);
        }

        return (await source.Narrowed(db, words, ct)).Having(words);
    }

    private static IQueryable<T> Having<T>(this IQueryable<T> source, IReadOnlyList<string> words)
        where T : SearchableEntity
    {
        foreach (var word in words)
        {
            var beginning = " " + word;
            source = source.Where(e => e.SearchText.Contains(beginning));
        }

        return source;
    }

    /// <summary>
    /// Through the index where one of the words is rare. Where all are common the list's own order is the quicker way, as long as most pages of it
    /// hold some that have them all. Servers would have to guess which it is, and SQLite cannot.
    /// </summary>
    private static async Task<IQueryable<T>> Narrowed<T>(this IQueryable<T> source, ServiceDb db, IReadOnlyList<string> words, CancellationToken ct)
        where T : SearchableEntity
    {
        var kind = SearchIndex.KindOf<T>(db);
        var having = words.OrderByDescending(w => w.Length).Take(MaximumProbes).Select(word => db.SubjectsHaving(kind, word)).ToList();
        foreach (var ids in having)
        {
            if (await ids.Take(Few + 1).CountAsync(ct) <= Few)
            {
                return source.Where(e => ids.Contains(e.Id));
            }
        }

        var newest = db.Set<T>().OrderByDescending(e => e.CreatedAt).ThenByDescending(e => e.Id).Take(Sample).Having(words);
        if (await newest.Take(Enough).CountAsync(ct) == Enough)
        {
            return source;
        }

        var all = having.Aggregate((some, others) => some.Where(id => others.Contains(id)));
        return source.Where(e => all.Contains(e.Id));
    }

    private static IQueryable<Guid> SubjectsHaving(this ServiceDb db, string kind, string word)
    {
        var end = After(word);
        return db.SearchWords.Where(w => w.Kind == kind && w.Word.CompareTo(word) >= 0 && w.Word.CompareTo(end) < 0).Select(w => w.SubjectId);
    }

    /// <summary>The first text that comes after all that begin with the word.</summary>
    private static string After(string word)
    {
        Rune.DecodeLastFromUtf16(word, out var last, out var length);
        var next = last.Value switch
        {
            // Halves of surrogate pairs are no characters.
            0xD7FF => 0xE000,
            0x10FFFF => 0x10FFFF,
            var other => other + 1,
        };
        return word[..^length] + new Rune(next);
    }
}
