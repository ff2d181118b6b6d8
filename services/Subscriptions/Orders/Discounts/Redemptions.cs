using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;
using Subscriptions.Coupons;
using Subscriptions.Time;

namespace Subscriptions.Orders.Discounts;

/// <summary>Takes coupons for orders, and gives them back, in the caller's transaction: the count and the order change together or not at all.</summary>
internal sealed class Redemptions(SubscriptionsDb db, TimeProvider clock)
{
    /// <summary>The coupon of a code, if this order may have it now; counted as redeemed.</summary>
    /// <param name="field">That the code stands in.</param>
    /// <exception cref="DomainException">
    /// INVALID_ARGUMENT on the field: UNKNOWN_COUPON, COUPON_RETIRED, COUPON_EXPIRED, COUPON_WRONG_CURRENCY, COUPON_WRONG_PLAN, COUPON_USED_UP.
    /// </exception>
    public async Task<Coupon> Take(string field, string code, Subscription order, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var wanted = CouponCode.Normalise(validator.Text(field, code, 30));
        validator.ThrowIfFailed();
        var coupon = await db.Coupons.AsNoTracking().FirstOrDefaultAsync(c => c.Code == wanted, ct)
            ?? throw DomainException.InvalidArgument(field, "UNKNOWN_COUPON", "is not the code of a coupon.");
        RequireFor(order, coupon, field);
        await db.BeginWriting(ct);
        // Whoever comes second waits for the first one's row, and then finds it used up.
        var taken = await db.Coupons.Where(c => c.Id == coupon.Id && !c.Retired && (c.MaxRedemptions == null || c.Redeemed < c.MaxRedemptions))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Redeemed, c => c.Redeemed + 1), ct);
        return taken == 1 ? coupon : throw DomainException.InvalidArgument(field, "COUPON_USED_UP", $"is a coupon for {coupon.MaxRedemptions} orders, and that many have it.");
    }

    /// <summary>An order has it no more, and has had nothing of it.</summary>
    public async Task Release(Guid couponId, CancellationToken ct)
    {
        await db.BeginWriting(ct);
        await db.Coupons.Where(c => c.Id == couponId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Redeemed, c => c.Redeemed - 1), ct);
    }

    private void RequireFor(Subscription order, Coupon coupon, string field)
    {
        var today = CivilTime.DateAt(clock.GetUtcNow(), order.Customer.Zone);
        if (coupon.Retired)
        {
            throw DomainException.InvalidArgument(field, "COUPON_RETIRED", "is a coupon that is no longer given.");
        }

        if (coupon.RedeemUntil < today)
        {
            throw DomainException.InvalidArgument(field, "COUPON_EXPIRED", $"is a coupon that could be applied until {coupon.RedeemUntil:yyyy-MM-dd}.");
        }

        if (coupon.Currency.Length > 0 && coupon.Currency != order.Currency)
        {
            throw DomainException.InvalidArgument(field, "COUPON_WRONG_CURRENCY", $"takes off {coupon.Currency}; the order is in {order.Currency}.");
        }

        // It acts from the next period on, which a change may wait for.
        if (coupon.PlanIds.Count > 0 && !coupon.PlanIds.Contains(order.EffectiveChange?.PlanId ?? order.PlanId))
        {
            throw DomainException.InvalidArgument(field, "COUPON_WRONG_PLAN", "is a coupon for other plans.");
        }
    }
}
