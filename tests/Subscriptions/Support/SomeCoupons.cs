using Subscriptions.Coupons;

namespace Subscriptions.Tests.Support;

/// <summary>Coupons without a database.</summary>
internal static class SomeCoupons
{
    /// <param name="periods">In a row; null: as long as the order runs.</param>
    public static Coupon Percent(decimal percent, int? periods = null, string code = "SPRING", params Guid[] plans) => Of(code, new DiscountTerms(percent, null, "", periods), plans);

    public static Coupon AmountOff(decimal amount, int? periods = null, string code = "MINUS", string currency = "EUR") =>
        Of(code, new DiscountTerms(null, amount, currency, periods));

    private static Coupon Of(string code, DiscountTerms discount, params Guid[] plans) =>
        Coupon.Create(code, new CouponTerms(new Dictionary<string, string> { ["en"] = code }, discount, null, null, plans), Drafts.Now);
}
