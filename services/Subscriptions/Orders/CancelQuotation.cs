using ServiceDefaults;
using ServiceDefaults.Access;
using Subscriptions.Orders.Discounts;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Quotation -> Cancelled.</summary>
internal sealed class CancelQuotation(SubscriptionsDb db, OrderStore orders, ActionPolicy policy, QuotationCoupon coupon, TimeProvider clock) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.CancelQuotationRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.Require(request.Id, ct);
        subscription.RequireEtag(request.Etag);
        await policy.Require(Wire.Action.Cancel, subscription, caller, ct);
        await coupon.RemoveOther(subscription, code: "", caller, ct);
        subscription.CancelQuotation(caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return subscription.ToWire();
    }
}
