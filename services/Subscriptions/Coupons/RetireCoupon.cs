using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Coupons;

internal sealed class RetireCoupon(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Coupon> Handle(Wire.RetireCouponRequest request, CancellationToken ct)
    {
        var coupon = await db.RequireCoupon("id", request.Id, ct);
        coupon.RequireEtag(request.Etag);
        coupon.Retire(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return coupon.ToWire();
    }
}
