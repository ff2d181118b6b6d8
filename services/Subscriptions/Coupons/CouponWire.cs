using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;
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
        RedeemUntil = coupon.RedeemUntil is { } until ? Date.From(until) : null,
        MaxRedemptions = coupon.MaxRedemptions ?? 0,
        PlanIds = { coupon.PlanIds.Select(id => id.ToString()) },
        Redemptions = coupon.Redeemed,
        Retired = coupon.Retired,
        CreateTime = Timestamp.FromDateTimeOffset(coupon.CreatedAt),
        UpdateTime = Timestamp.FromDateTimeOffset(coupon.UpdatedAt),
        Etag = coupon.Etag,
    };

    public static int BasisPoints(decimal? percent) => (int)((percent ?? 0) * 100);

    public static Money? AmountOff(DiscountTerms terms) => terms.AmountOff is { } amount ? Money.From(amount, terms.Currency) : null;
}
