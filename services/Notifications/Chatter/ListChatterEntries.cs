using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Chatter;

internal sealed class ListChatterEntries(NotificationsDb db) : IFeature
{
    public async Task<Wire.ListChatterEntriesResponse> Handle(Wire.ListChatterEntriesRequest request, CancellationToken ct)
    {
        var page = await db.Entries.AsNoTracking().Of(RequestedSubject.Read(request)).LatestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListChatterEntriesResponse { Entries = { page.Items.Select(e => e.ToWire()) }, NextPageToken = page.NextPageToken };
    }
}
