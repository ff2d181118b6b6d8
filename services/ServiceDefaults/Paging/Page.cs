using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;

namespace ServiceDefaults.Paging;

/// <summary>One page of a list and the token of the next ("" on the last).</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string NextPageToken);

public static class Paged
{
    /// <summary>Newest first, by keyset: the cost of a page does not grow with its distance from the first.</summary>
    public static async Task<Page<T>> NewestFirst<T>(this IQueryable<T> source, int pageSize, string pageToken, CancellationToken ct)
        where T : Entity
    {
        var size = PageToken.Size(pageSize);
        if (PageToken.Parse(pageToken) is { } after)
        {
            // Said as a bound on the first column, so that every server enters its index there.
            source = source.Where(e => e.CreatedAt <= after.CreatedAt && (e.CreatedAt < after.CreatedAt || e.Id.CompareTo(after.Id) < 0));
        }

        return await source.OrderByDescending(e => e.CreatedAt).ThenByDescending(e => e.Id).TakePage(size, e => new PageToken(e.CreatedAt, e.Id).ToString(), ct);
    }

    /// <summary>The first rows of what follows a token, in the order of the list.</summary>
    /// <param name="size">From <see cref="PageToken.Size"/>.</param>
    /// <param name="token">Names the place after a row.</param>
    public static async Task<Page<T>> TakePage<T>(this IQueryable<T> ordered, int size, Func<T, string> token, CancellationToken ct)
    {
        // One more than is shown says whether another page follows.
        var items = await ordered.Take(size + 1).ToListAsync(ct);
        if (items.Count <= size)
        {
            return new Page<T>(items, "");
        }

        items.RemoveAt(size);
        return new Page<T>(items, token(items[^1]));
    }
}
