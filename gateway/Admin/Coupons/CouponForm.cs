using Contracts.Subscriptions.V1;
using Screens.Components.Fields;
using Screens.Formatting;
using Screens.Pages;

namespace Admin.Coupons;

/// <summary>Reads the form of a coupon.</summary>
internal static class CouponForm
{
    public const string Percent = "percent";
    public const string Amount = "amount";

    /// <returns>The field that is wrong and the words' key; null when nothing is.</returns>
    public static (string Field, string Key)? Read(Posted posted, out Coupon coupon)
    {
        coupon = new Coupon
        {
            Name = LocalizedField.Read(posted, "name"),
            Duration = Enum.TryParse<CouponDuration>(posted["duration"], out var duration) ? duration : CouponDuration.Unspecified,
            MaxRedemptions = posted.OptionalNumber("max_redemptions"),
            Etag = posted["etag"],
        };
        coupon.PlanIds.Add(posted.All("plan_ids"));
        if (coupon.Duration == CouponDuration.Periods)
        {
            coupon.Periods = posted.Number("periods", 0);
        }

        if (!posted.TryOptionalDate("redeem_until", out var until))
        {
            return ("redeem_until", "Field_NOT_A_DATE");
        }

        coupon.RedeemUntil = until;
        if (posted["kind"] == Amount)
        {
            if (!MoneyText.TryParse(posted["amount_off"], posted["currency"].ToUpperInvariant(), out var money))
            {
                return ("amount_off", "Field_NOT_AN_AMOUNT");
            }

            coupon.AmountOff = money;
            return null;
        }

        if (!PercentText.TryParse(posted["percent"], out var basisPoints))
        {
            return ("percent", "Field_NotAPercentage");
        }

        coupon.PercentBasisPoints = basisPoints;
        return null;
    }

    /// <summary>In a row; 0: as long as the order runs.</summary>
    public static int Periods(Coupon coupon) => coupon.Duration switch
    {
        CouponDuration.Once => 1,
        CouponDuration.Periods => coupon.Periods,
        _ => 0,
    };
}
