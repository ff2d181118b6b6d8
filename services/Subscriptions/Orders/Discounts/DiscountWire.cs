using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Subscriptions.Coupons;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders.Discounts;

/// <summary>How the discounts of an order are shown.</summary>
internal static class DiscountWire
{
    public static Wire.AppliedDiscount ToWire(this AppliedDiscount discount, Subscription order)
    {
        var (start, end) = order.DaysOf(discount);
        return new Wire.AppliedDiscount
        {
            Id = discount.Id.ToString(),
            CouponId = discount.CouponId.ToString(),
            Code = discount.Code,
            Name = LocalizedText.From(discount.Name),
            PercentBasisPoints = CouponWire.BasisPoints(discount.Percent),
            AmountOff = CouponWire.AmountOff(discount.Terms),
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
}
