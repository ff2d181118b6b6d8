using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Portal;

public sealed class ListChatterEntries(NotificationsDb db) : IFeature
{
    public async Task<Wire.ListPortalChatterEntriesResponse> Handle(
        Wire.ListPortalChatterEntriesRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = FieldChecks.RequireId("subscription_id", request.SubscriptionId);
        var customer = caller.RequiredCustomerId;
        if (!await db.Threads.AnyAsync(t => t.Id == subscription && t.CustomerId == customer, ct))
        {
            throw Refusal.NotFound("subscription", request.SubscriptionId);
        }

        var page = await db.Entries.AsNoTracking().Where(e => e.SubscriptionId == subscription && e.VisibleToCustomer)
            .NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListPortalChatterEntriesResponse { Entries = { page.Items.Select(CustomerView.Of) }, NextPageToken = page.NextPageToken };
    }
}
