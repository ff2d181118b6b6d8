using Microsoft.EntityFrameworkCore;
using Notifications.Chatter;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Portal;

internal sealed class ListChatterEntries(NotificationsDb db) : IFeature
{
    public async Task<Wire.ListPortalChatterEntriesResponse> Handle(
        Wire.ListPortalChatterEntriesRequest request, Caller caller, CancellationToken ct)
    {
        var subject = RequestedSubject.Read(request);
        var customer = caller.RequiredCustomerId;
        var own = db.Entries.AsNoTracking().Of(subject).Where(e => e.CustomerId == customer);
        if (!await own.AnyAsync(ct))
        {
            throw DomainException.NotFound(subject.Kind, subject.Id.ToString());
        }

        var page = await own.Where(e => e.VisibleToCustomer).LatestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListPortalChatterEntriesResponse { Entries = { page.Items.Select(CustomerView.Of) }, NextPageToken = page.NextPageToken };
    }
}
