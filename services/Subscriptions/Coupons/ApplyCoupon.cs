using ServiceDefaults;
using ServiceDefaults.Access;
using Subscriptions.Orders;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Coupons;

/// <summary>A coupon comes onto a quotation or an order.</summary>
public sealed class ApplyCoupon(SubscriptionsDb db, OrderStore orders, ActionPolicy policy, Redemptions redemptions, TimeProvider clock) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.ApplyCouponRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.Require(request.Id, ct);
        subscription.RequireEtag(request.Etag);
        await policy.Require(Wire.Action.ApplyCoupon, subscription, caller, ct);
        subscription.ApplyCoupon(await redemptions.Take("code", request.Code, subscription, ct), "code", caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return subscription.ToWire();
    }
}
