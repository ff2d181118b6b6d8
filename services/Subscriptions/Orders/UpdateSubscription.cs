using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Paging;
using Subscriptions.Catalogue;
using Subscriptions.Orders.Discounts;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Changes plan, lines, start date, terms or coupon of a quotation.</summary>
internal sealed class UpdateSubscription(
    SubscriptionsDb db, OrderStore orders, ActionPolicy policy, PlanCatalogue catalogue, Trials trials, QuotationCoupon coupon, TimeProvider clock) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.UpdateSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var wanted = request.Subscription ?? new Wire.Subscription();
        var mask = new UpdateMask(request.UpdateMask, "plan_id", "lines", "start_date", "terms", "coupon_code");
        var subscription = await orders.Require(wanted.Id, ct);
        subscription.RequireEtag(wanted.Etag);
        await policy.Require(Wire.Action.Edit, subscription, caller, ct);

        var merged = subscription.ToWire();
        if (mask.Has("plan_id"))
        {
            merged.PlanId = wanted.PlanId;
        }

        if (mask.Has("start_date"))
        {
            merged.StartDate = wanted.StartDate;
        }

        if (mask.Has("terms") || mask.Has("plan_id"))
        {
            // Another plan brings its own terms, unless others are given with it.
            merged.Terms = mask.Has("terms") ? wanted.Terms : null;
        }

        if (mask.Has("lines"))
        {
            merged.Lines.Clear();
            merged.Lines.Add(wanted.Lines);
        }
        else if (mask.Has("plan_id"))
        {
            // The plan's own line follows the new plan's price, in the quantity that was offered.
            foreach (var line in merged.Lines.Where(l => l.ProductId.Length == 0))
            {
                line.UnitPrice = null;
            }
        }

        // Plans may be asked; from the coupon on it is written.
        var now = clock.GetUtcNow();
        var built = await QuotationBuilder.Build(merged, subscription.Customer, catalogue, trials, now, ct);
        if (mask.Has("coupon_code"))
        {
            merged.CouponCode = wanted.CouponCode;
            await coupon.RemoveOther(subscription, merged.CouponCode, caller, ct);
        }

        subscription.UpdateQuotation(built, now);
        await coupon.Apply(subscription, merged.CouponCode, caller, ct);
        await db.SaveChangesAsync(ct);
        return subscription.ToWire();
    }
}
