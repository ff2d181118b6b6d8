using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Paging;

namespace Notifications.Chatter;

internal static class ChatterPages
{
    /// <summary>By keyset; entries of one instant by their <see cref="ChatterEntry.Place"/>.</summary>
    public static async Task<Page<ChatterEntry>> LatestFirst(this IQueryable<ChatterEntry> entries, int pageSize, string pageToken, CancellationToken ct)
    {
        var size = PageToken.Size(pageSize);
        if (PageToken.Parse(pageToken) is { CreatedAt: var at, Id: var id })
        {
            var place = await entries.Where(e => e.Id == id).Select(e => e.Place).FirstOrDefaultAsync(ct);
            entries = entries.Where(e => e.CreatedAt <= at && (e.CreatedAt < at || e.Place < place || (e.Place == place && e.Id.CompareTo(id) < 0)));
        }

        return await entries.OrderByDescending(e => e.CreatedAt).ThenByDescending(e => e.Place).ThenByDescending(e => e.Id)
            .TakePage(size, e => new PageToken(e.CreatedAt, e.Id).ToString(), ct);
    }
}
