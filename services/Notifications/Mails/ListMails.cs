using Microsoft.EntityFrameworkCore;
using Notifications.Chatter;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using ServiceDefaults.Search;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Mails;

internal sealed class ListMails(NotificationsDb db) : IFeature
{
    public async Task<Wire.ListMailsResponse> Handle(Wire.ListMailsRequest request, CancellationToken ct)
    {
        var mails = await db.Mails.AsNoTracking().Matching(db, request.Query, ct);
        if (request.States.Count > 0)
        {
            var states = MailWire.Read(request.States);
            mails = mails.Where(m => states.Contains(m.State));
        }

        var validator = new FieldValidator();
        var about = RequestedSubject.Find(request, validator);
        validator.ThrowIfFailed();
        if (about is var (kind, id))
        {
            mails = mails.Where(m => m.AboutId == id && m.AboutKind == kind);
        }

        var page = await mails.NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListMailsResponse { Mails = { page.Items.Select(m => m.ToWire(bodies: false)) }, NextPageToken = page.NextPageToken };
    }
}
