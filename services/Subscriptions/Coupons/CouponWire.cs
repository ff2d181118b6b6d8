using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;
using Subscriptions.Orders;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Coupons;

/// <summary>How coupons are found and shown.</summary>
internal static class CouponWire
{
    public static async Task<Coupon> RequireCoupon(this SubscriptionsDb db, string field, string id, CancellationToken ct)
    {
        var parsed = FieldValidator.RequireId(field, id);
        return await db.Coupons.FirstOrDefaultAsync(c => c.Id == parsed, ct) ?? throw DomainException.NotFound("coupon", id);
    }

    public static Wire.Coupon ToWire(this Coupon coupon) => new()
    {
        Id = coupon.Id.ToString(),
        Code = coupon.Code,
        Name = LocalizedText.From(coupon.Name),
        PercentBasisPoints = BasisPoints(coupon.Percent),
        AmountOff = AmountOff(coupon.Discount),
        Duration = coupon.Periods switch
        {
            null => Wire.CouponDuration.Forever,
            1 => Wire.CouponDuration.Once,
            _ => Wire.CouponDuration.Periods,
        },
        Periods = coupon.Periods > 1 ? coupon.Periods.Value : 0,
        RedeemUntil = SubscriptionWire.ToWire(coupon.RedeemUntil),
        MaxRedemptions = coupon.MaxRedemptions ?? 0,
        PlanIds = { coupon.PlanIds.Select(id => id.ToString()) },
        Redemptions = coupon.Redeemed,
        Retired = coupon.Retired,
        CreateTime = Timestamp.FromDateTimeOffset(coupon.CreatedAt),
        UpdateTime = Timestamp.FromDateTimeOffset(coupon.UpdatedAt),
        Etag = coupon.Etag,
    };

    public static Wire.AppliedDiscount ToWire(this AppliedDiscount discount, Subscription order)
    {
        var (start, end) = order.DaysOf(discount);
        return new Wire.AppliedDiscount
        {
            Id = discount.Id.ToString(),
            CouponId = discount.CouponId.ToString(),
            Code = discount.Code,
            Name = LocalizedText.From(discount.Name),
            PercentBasisPoints = BasisPoints(discount.Percent),
            AmountOff = AmountOff(discount.Terms),
            Periods = discount.Periods ?? 0,
            State = State(discount, order),
            Discount = Money.From(order.OffFullPeriod(discount), order.Currency),
            StartDate = SubscriptionWire.ToWire(start),
            EndDate = SubscriptionWire.ToWire(end),
            Actor = Actor.From(discount.Actor),
            ApplyTime = Timestamp.FromDateTimeOffset(discount.AppliedAt),
        };
    }

    public static Wire.DiscountState State(AppliedDiscount discount, Subscription order) =>
        discount.Covers(order.PeriodIndex) ? Wire.DiscountState.Running
        : discount.FirstPeriod > order.PeriodIndex ? Wire.DiscountState.Ahead
        : Wire.DiscountState.Over;

    public static int BasisPoints(decimal? percent) => (int)((percent ?? 0) * 100);

    public static Money? AmountOff(DiscountTerms terms) => terms.AmountOff is { } amount ? Money.From(amount, terms.Currency) : null;
}
