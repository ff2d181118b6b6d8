using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Chatter;

public sealed class ListChatterEntries(NotificationsDb db) : IFeature
{
    public async Task<Wire.ListChatterEntriesResponse> Handle(Wire.ListChatterEntriesRequest request, CancellationToken ct)
    {
        var subscription = FieldChecks.RequireId("subscription_id", request.SubscriptionId);
        var page = await db.Entries.AsNoTracking().Where(e => e.SubscriptionId == subscription)
            .NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListChatterEntriesResponse { Entries = { page.Items.Select(e => e.ToWire()) }, NextPageToken = page.NextPageToken };
    }
}
