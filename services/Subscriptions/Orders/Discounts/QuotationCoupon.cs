using ServiceDefaults.Access;
using Subscriptions.Coupons;

namespace Subscriptions.Orders.Discounts;

/// <summary>The coupon of a quotation while the quotation is made, edited or withdrawn.</summary>
internal sealed class QuotationCoupon(Redemptions redemptions, TimeProvider clock)
{
    /// <summary>Takes off the one that is there, unless it has that code; empty: whichever it is.</summary>
    public async Task RemoveOther(Subscription quotation, string code, Caller caller, CancellationToken ct)
    {
        if (quotation.QuotedDiscount is { } quoted && quoted.Code != CouponCode.Normalise(code)
            && quotation.RemoveCoupon(quoted.Id, "subscription.coupon_code", caller.Actor, clock.GetUtcNow()) is { } unused)
        {
            await redemptions.Release(unused, ct);
        }
    }

    /// <summary>Applies the one of that code, unless it is there already, or the code is empty.</summary>
    public async Task Apply(Subscription quotation, string code, Caller caller, CancellationToken ct)
    {
        const string Field = "subscription.coupon_code";
        if (code.Length > 0 && quotation.QuotedDiscount?.Code != CouponCode.Normalise(code))
        {
            quotation.ApplyCoupon(await redemptions.Take(Field, code, quotation, ct), Field, caller.Actor, clock.GetUtcNow());
        }
    }
}
