using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Paging;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Coupons;

internal sealed class ListCoupons(SubscriptionsDb db) : IFeature
{
    public async Task<Wire.ListCouponsResponse> Handle(Wire.ListCouponsRequest request, CancellationToken ct)
    {
        var page = await db.Coupons.AsNoTracking().Where(c => request.IncludeRetired || !c.Retired).NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListCouponsResponse { Coupons = { page.Items.Select(c => c.ToWire()) }, NextPageToken = page.NextPageToken };
    }
}
