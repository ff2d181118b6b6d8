using System.Globalization;
using Contracts.Conversions;
using Contracts.Events;
using ServiceDefaults.Errors;
using Subscriptions.Coupons;

namespace Subscriptions.Orders;

public sealed partial class Subscription
{
    /// <summary>Coupons that are, were or will be on it, in the order of their periods; no two are for the same period.</summary>
    public IReadOnlyList<AppliedDiscount> Discounts => [.. _discounts.OrderBy(d => d.FirstPeriod)];

    /// <summary>The coupon of a quotation, of which there is one at most; null when there is none.</summary>
    public AppliedDiscount? QuotedDiscount => Stage == Stage.Quotation ? _discounts.SingleOrDefault() : null;

    /// <summary>What one full period costs after the discount of the running one, or of the first before it starts; without tax.</summary>
    public decimal DiscountedTotal => PriceNow.Net;

    /// <summary>Why no coupon can be applied: the reason's code. Null when one can.</summary>
    public string? WhyNotDiscountable(DateTimeOffset now) => Stage switch
    {
        Stage.Quotation => null,
        // Its next period starts when it is resumed.
        Stage.Paused => CloseScheduled ? "CLOSE_ALREADY_SCHEDULED" : null,
        _ => WhyNotChangeable(now),
    };

    /// <summary>Why no coupon can be taken off: the reason's code. Null when one can.</summary>
    public string? WhyNoCouponToRemove => Stage switch
    {
        Stage.Cancelled => "QUOTATION_CANCELLED",
        Stage.Churned => "ALREADY_CLOSED",
        _ => _discounts.Any(IsToCome) ? null : "NO_DISCOUNT",
    };

    /// <summary>
    /// Discounts a quotation from its first period on, an order from the next period that starts. Whether the coupon is still given, and for
    /// this order, has been decided before.
    /// </summary>
    /// <param name="field">That a refusal names.</param>
    /// <exception cref="Refusal">INVALID_ARGUMENT: COUPON_USED_HERE, COUPON_OVERLAPS.</exception>
    public void ApplyCoupon(Coupon coupon, string field, EventActor actor, DateTimeOffset now)
    {
        if (WhyNotDiscountable(now) is { } reason)
        {
            throw Refusal.Rule(reason, $"{Number} is {Stage.Code()}; no coupon can be applied to it.");
        }

        StartDuePeriods(now);
        var first = PeriodIndex + 1;
        if (_discounts.Any(d => d.CouponId == coupon.Id))
        {
            throw Refusal.Field(field, "COUPON_USED_HERE", $"is a coupon that {Number} has had already.");
        }

        if (_discounts.FirstOrDefault(d => d.Overlaps(first, first + coupon.Periods)) is { } other)
        {
            throw Refusal.Field(field, "COUPON_OVERLAPS", $"is for periods that coupon {other.Code} discounts.");
        }

        var before = LiveMrr;
        var discount = AppliedDiscount.Create(coupon, ChangeToCome?.Terms.Period ?? BillingPeriod, first, actor, now);
        _discounts.Add(discount);
        BookChange(before, now);
        UpdatedAt = now;
        Raise(new CouponApplied(Guid.CreateVersion7(), Id, actor, now, OrderForEvents(), Customer.ForEvents(), discount.ForEvents(), first));
    }

    /// <summary>Takes a coupon off from the next period that starts; the running one keeps what it was billed with.</summary>
    /// <returns>The coupon, when it has discounted nothing: another order may have it. Null otherwise.</returns>
    public Guid? RemoveCoupon(Guid discountId, string field, EventActor actor, DateTimeOffset now)
    {
        if (WhyNoCouponToRemove is { } reason)
        {
            throw Refusal.Rule(reason, $"{Number} is {Stage.Code()}; there is no coupon to take off.");
        }

        StartDuePeriods(now);
        var discount = _discounts.Where(IsToCome).FirstOrDefault(d => d.Id == discountId)
            ?? throw Refusal.Field(field, "UNKNOWN", $"is no discount that {Number} has or will have.");
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

        BookChange(before, now);
        UpdatedAt = now;
        Raise(new CouponRemoved(Guid.CreateVersion7(), Id, actor, now, OrderForEvents(), Customer.ForEvents(), discount.ForEvents()));
        return unused ? discount.CouponId : null;
    }

    /// <summary>What a discount takes off a full period of the order as it is now; zero while it does not fit the order.</summary>
    internal decimal OffFullPeriod(AppliedDiscount discount) =>
        discount.Fits(PlanId, BillingPeriod) ? discount.Terms.Off([.. _lines.Where(l => l.Recurring).OrderBy(l => l.Position).Select(l => l.Amount(Currency))], Currency, (1, 1)).Sum() : 0;

    /// <summary>
    /// First day that a discount is for, while that lies ahead, and first day without it, where it has an end that lies ahead. Nobody knows them
    /// before the order is confirmed, and while it is paused.
    /// </summary>
    internal (DateOnly? Start, DateOnly? End) DaysOf(AppliedDiscount discount) => Stage is Stage.InProgress or Stage.ToRenew
        ? (discount.FirstPeriod > PeriodIndex ? PeriodStart(discount.FirstPeriod) : null, discount.EndPeriod > PeriodIndex ? PeriodStart(discount.EndPeriod.Value) : null)
        : (null, null);

    private bool IsToCome(AppliedDiscount discount) => discount.EndPeriod is null || discount.EndPeriod > PeriodIndex + 1;

    private AppliedDiscount? DiscountIn(int period) => _discounts.FirstOrDefault(d => d.Covers(period));

    /// <summary>Lines of the running period with what its discount takes off them; one-offs are billed as they are.</summary>
    /// <param name="lines">Before the discount.</param>
    /// <param name="days">Of the days of the full period, how many they bill.</param>
    private List<PeriodLine> Discounted(IReadOnlyList<PeriodLine> lines, (int Billed, int Full) days)
    {
        if (DiscountIn(PeriodIndex) is not { } discount || !discount.Fits(PlanId, BillingPeriod))
        {
            return [.. lines];
        }

        List<decimal> amounts = [.. lines.Where(l => l.Recurring).Select(l => l.GrossAmount(Currency))];
        var off = new Queue<decimal>(discount.Terms.Off(amounts, Currency, days));
        return [.. lines.Select(line => line.Recurring ? Less(line, discount, off.Dequeue(), amounts, days) : line)];
    }

    private PeriodLine Less(PeriodLine line, AppliedDiscount discount, decimal off, IReadOnlyList<decimal> amounts, (int Billed, int Full) days) => off == 0
        ? line
        : line with { Discount = new EventDiscount(discount.Code, discount.Name, off, DiscountArithmetic(discount.Terms, line.GrossAmount(Currency), amounts, days)) };

    /// <summary>"10% x 40.00", "17 of 31 days x 15.00", "15.00 x 20.00 / 60.00"; empty for an amount that is taken off one line as it is.</summary>
    private string DiscountArithmetic(DiscountTerms terms, decimal line, IReadOnlyList<decimal> amounts, (int Billed, int Full) days)
    {
        if (terms.Percent is { } percent)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{percent:0.##}% x {Text(line)}");
        }

        var all = terms.OffAll(amounts, Currency, days);
        var prorated = days.Billed == days.Full ? "" : string.Create(CultureInfo.InvariantCulture, $"{days.Billed} of {days.Full} days x {Text(terms.AmountOff!.Value)}");
        var share = line == amounts.Sum() ? "" : $"{Text(all)} x {Text(line)} / {Text(amounts.Sum())}";
        return (prorated.Length, share.Length) switch
        {
            ( > 0, > 0) => $"{prorated} = {Text(all)}; {share}",
            ( > 0, _) => prorated,
            _ => share,
        };
    }

    private string Text(decimal amount) => amount.ToString($"F{Currencies.Digits(Currency)}", CultureInfo.InvariantCulture);
}
