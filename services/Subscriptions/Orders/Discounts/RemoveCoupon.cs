using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders.Discounts;

/// <summary>A coupon goes off a quotation or an order.</summary>
internal sealed class RemoveCoupon(SubscriptionsDb db, OrderStore orders, ActionPolicy policy, Redemptions redemptions, TimeProvider clock) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.RemoveCouponRequest request, Caller caller, CancellationToken ct)
    {
        var discountId = FieldValidator.RequireId("discount_id", request.DiscountId);
        var subscription = await orders.Require(request.Id, ct);
        subscription.RequireEtag(request.Etag);
        await policy.Require(Wire.Action.RemoveCoupon, subscription, caller, ct);
        if (subscription.RemoveCoupon(discountId, "discount_id", caller.Actor, clock.GetUtcNow()) is { } unused)
        {
            await redemptions.Release(unused, ct);
        }

        await db.SaveChangesAsync(ct);
        return subscription.ToWire();
    }
}
