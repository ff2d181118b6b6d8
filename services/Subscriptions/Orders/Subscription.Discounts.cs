using Contracts.Events;
using ServiceDefaults.Errors;
using Subscriptions.Coupons;
using Subscriptions.Orders.Discounts;

namespace Subscriptions.Orders;

public sealed partial class Subscription
{
    /// <summary>Coupons that are, were or will be on it, in the order of their periods; no two are for the same period.</summary>
    public IReadOnlyList<AppliedDiscount> Discounts => [.. _discounts.OrderBy(d => d.FirstPeriod)];

    /// <summary>The coupon of a quotation, of which there is one at most; null when there is none.</summary>
    public AppliedDiscount? QuotedDiscount => Stage == Stage.Quotation ? _discounts.SingleOrDefault() : null;

    /// <summary>Why no coupon can be applied: the reason's code. Null when one can.</summary>
    public string? DiscountDenial(DateTimeOffset now) => Stage switch
    {
        Stage.Quotation => null,
        // Its next period starts when it is resumed.
        Stage.Paused => CloseScheduled ? "CLOSE_ALREADY_SCHEDULED" : null,
        _ => ChangeDenial(now),
    };

    /// <summary>Why no coupon can be taken off: the reason's code. Null when one can.</summary>
    public string? RemoveCouponDenial => Stage switch
    {
        Stage.Cancelled => "QUOTATION_CANCELLED",
        Stage.Churned => "ALREADY_CLOSED",
        _ => _discounts.Any(IsUpcoming) ? null : "NO_DISCOUNT",
    };

    /// <summary>
    /// Discounts a quotation from its first period on, an order from the next period that starts. Whether the coupon is still given, and for
    /// this order, has been decided before.
    /// </summary>
    /// <param name="field">That a refusal names.</param>
    /// <exception cref="DomainException">INVALID_ARGUMENT: COUPON_USED_HERE, COUPON_OVERLAPS.</exception>
    public void ApplyCoupon(Coupon coupon, string field, EventActor actor, DateTimeOffset now)
    {
        if (DiscountDenial(now) is { } reason)
        {
            throw DomainException.FailedPrecondition(reason, $"{Number} is {Stage.Code()}; no coupon can be applied to it.");
        }

        StartDuePeriods(now);
        var first = PeriodIndex + 1;
        if (_discounts.Any(d => d.CouponId == coupon.Id))
        {
            throw DomainException.InvalidArgument(field, "COUPON_USED_HERE", $"is a coupon that {Number} has had already.");
        }

        if (_discounts.FirstOrDefault(d => d.Overlaps(first, first + coupon.Periods)) is { } other)
        {
            throw DomainException.InvalidArgument(field, "COUPON_OVERLAPS", $"is for periods that coupon {other.Code} discounts.");
        }

        var before = LiveMrr;
        var discount = AppliedDiscount.Create(coupon, EffectiveChange?.Terms.Period ?? BillingPeriod, first, actor, now);
        _discounts.Add(discount);
        RecordMrrChange(before, now);
        UpdatedAt = now;
        Raise(new CouponApplied(Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), discount.ForEvents(), first));
    }

    /// <summary>Takes a coupon off from the next period that starts; the running one keeps what it was billed with.</summary>
    /// <returns>The coupon, when it has discounted nothing: another order may have it. Null otherwise.</returns>
    public Guid? RemoveCoupon(Guid discountId, string field, EventActor actor, DateTimeOffset now)
    {
        if (RemoveCouponDenial is { } reason)
        {
            throw DomainException.FailedPrecondition(reason, $"{Number} is {Stage.Code()}; there is no coupon to take off.");
        }

        StartDuePeriods(now);
        var discount = _discounts.Where(IsUpcoming).FirstOrDefault(d => d.Id == discountId)
            ?? throw DomainException.InvalidArgument(field, "UNKNOWN", $"is no discount that {Number} has or will have.");
        var before = LiveMrr;
        var unused = discount.FirstPeriod > PeriodIndex;
        if (unused)
        {
            _discounts.Remove(discount);
        }
        else
        {
            discount.EndBefore(PeriodIndex + 1);
        }

        RecordMrrChange(before, now);
        UpdatedAt = now;
        Raise(new CouponRemoved(Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), discount.ForEvents()));
        return unused ? discount.CouponId : null;
    }

    /// <summary>
    /// First day that a discount is for, while that lies ahead, and first day without it, where it has an end that lies ahead. Nobody knows them
    /// before the order is confirmed, and while it is paused.
    /// </summary>
    internal (DateOnly? Start, DateOnly? End) DaysOf(AppliedDiscount discount) => Stage is Stage.InProgress or Stage.ToRenew
        ? (discount.FirstPeriod > PeriodIndex ? PeriodStart(discount.FirstPeriod) : null, discount.EndPeriod > PeriodIndex ? PeriodStart(discount.EndPeriod.Value) : null)
        : (null, null);

    private bool IsUpcoming(AppliedDiscount discount) => discount.EndPeriod is null || discount.EndPeriod > PeriodIndex + 1;

    /// <summary>What applies to the running period, as Billing is told of it; null when nothing does.</summary>
    private EventDiscount? RunningDiscount => DiscountIn(PeriodIndex) is { } discount && discount.Fits(PlanId, BillingPeriod) ? discount.ForPeriods() : null;

    private AppliedDiscount? DiscountIn(int period) => _discounts.FirstOrDefault(d => d.Covers(period));
}
