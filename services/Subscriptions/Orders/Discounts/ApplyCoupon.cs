using Contracts.Common.V1;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Subscriptions.Coupons;
using Subscriptions.Orders.Portal;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders.Discounts;

/// <summary>A coupon comes onto a quotation or an order, by staff or by its customer.</summary>
internal sealed class ApplyCoupon(SubscriptionsDb db, OrderStore orders, ActionPolicy policy, Redemptions redemptions, TimeProvider clock) : IFeature
{
    private const string Field = "code";

    public async Task<Wire.Subscription> Handle(Wire.ApplyCouponRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.Require(request.Id, ct);
        await Apply(subscription, request.Code, request.Etag, caller, ct);
        return subscription.ToWire();
    }

    public async Task<Wire.PortalSubscription> Handle(Wire.ApplyPortalCouponRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.RequireOwn(request.Id, caller, ct);
        await Apply(subscription, request.Code, request.Etag, caller, ct);
        return subscription.ToPortal();
    }

    private async Task Apply(Subscription subscription, string code, string etag, Caller caller, CancellationToken ct)
    {
        subscription.RequireEtag(etag);
        await policy.Require(Wire.Action.ApplyCoupon, subscription, caller, ct);
        var coupon = caller.Role == Role.Customer ? await RedeemUnexplained(code, subscription, ct) : await redemptions.Take(Field, code, subscription, ct);
        subscription.ApplyCoupon(coupon, Field, caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Which codes there are, for whom, and how many have used them is not a customer's to find out: whatever is wrong has one answer.</summary>
    private async Task<Coupon> RedeemUnexplained(string code, Subscription subscription, CancellationToken ct)
    {
        try
        {
            return await redemptions.Take(Field, code, subscription, ct);
        }
        catch (DomainException refusal) when (refusal.Violations.Any(v => v.Rule is not "REQUIRED"))
        {
            throw DomainException.InvalidArgument(Field, "COUPON_NOT_ACCEPTED", "is no code that can be used for this order.");
        }
    }
}
