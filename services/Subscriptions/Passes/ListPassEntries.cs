using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

internal sealed class ListPassEntries(SubscriptionsDb db) : IFeature
{
    public async Task<Wire.ListPassEntriesResponse> Handle(Wire.ListPassEntriesRequest request, CancellationToken ct)
    {
        var passId = FieldValidator.RequireId("pass_id", request.PassId);
        var size = PageToken.Size(request.PageSize);
        var after = PageToken.Number(request.PageToken);
        var newestFirst = request.OrderBy switch
        {
            "" or "position" => false,
            "position desc" => true,
            _ => throw DomainException.InvalidArgument("order_by", "UNKNOWN_ORDER", "must be position, perhaps with \" desc\"."),
        };
        var number = await db.Passes.Where(p => p.Id == passId).Select(p => p.Number).FirstOrDefaultAsync(ct) ?? throw PassStore.NotFound(request.PassId);
        var ledger = db.PassEntries.AsNoTracking().Where(e => e.PassId == passId);
        var ordered = newestFirst
            ? ledger.Where(e => after == 0 || e.Position < after).OrderByDescending(e => e.Position)
            : ledger.Where(e => e.Position > after).OrderBy(e => e.Position);
        var page = await ordered.TakePage(size, e => $"{e.Position}", ct);
        return new Wire.ListPassEntriesResponse { Entries = { page.Items.Select(e => e.ToWire(number)) }, NextPageToken = page.NextPageToken };
    }
}
