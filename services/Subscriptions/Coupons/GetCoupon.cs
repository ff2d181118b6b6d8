using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Coupons;

internal sealed class GetCoupon(SubscriptionsDb db) : IFeature
{
    public async Task<Wire.Coupon> Handle(Wire.GetCouponRequest request, CancellationToken ct) =>
        (await db.RequireCoupon("id", request.Id, ct)).ToWire();
}
