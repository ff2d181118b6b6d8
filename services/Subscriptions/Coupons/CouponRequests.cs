using ServiceDefaults.Errors;
using Subscriptions.Catalogue;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Coupons;

/// <summary>Makes the terms of a coupon from a request, or says everything that is wrong with it.</summary>
internal static class CouponRequests
{
    public const int MaximumPercent = 10_000;
    private const int MaximumPeriods = 120;
    private const int MaximumRedemptions = 1_000_000;
    private const int MaximumPlans = 100;

    public static CouponTerms Terms(FieldValidator validator, Wire.Coupon wanted) => new(
        validator.Localized("coupon.name", wanted.Name, 100),
        Discount(validator, wanted),
        validator.CivilDate("coupon.redeem_until", wanted.RedeemUntil),
        validator.Range("coupon.max_redemptions", wanted.MaxRedemptions, 0, MaximumRedemptions) is > 0 and var most ? most : null,
        PlanIds(validator, wanted));

    /// <exception cref="DomainException">INVALID_ARGUMENT where one of them is no plan, or is priced in another currency than the coupon's.</exception>
    public static async Task RequirePlans(CouponTerms terms, PlanCatalogue catalogue, CancellationToken ct)
    {
        for (var i = 0; i < terms.PlanIds.Count; i++)
        {
            var plan = await catalogue.RequirePlan($"coupon.plan_ids[{i}]", terms.PlanIds[i].ToString(), ct);
            if (terms.Discount.Currency.Length > 0 && plan.Currency != terms.Discount.Currency)
            {
                throw DomainException.InvalidArgument($"coupon.plan_ids[{i}]", "WRONG_CURRENCY", $"is priced in {plan.Currency}; the coupon takes off {terms.Discount.Currency}.");
            }
        }
    }

    private static DiscountTerms Discount(FieldValidator validator, Wire.Coupon wanted)
    {
        var periods = Periods(validator, wanted);
        if (wanted.AmountOff is { } money)
        {
            validator.Require(wanted.PercentBasisPoints == 0, "coupon.amount_off", "PERCENT_OR_AMOUNT", "must not be there beside a percentage.");
            return new DiscountTerms(null, validator.Amount("coupon.amount_off", money, positive: true), money.CurrencyCode, periods);
        }

        validator.Range("coupon.percent_basis_points", wanted.PercentBasisPoints, 1, MaximumPercent);
        return new DiscountTerms(wanted.PercentBasisPoints / 100m, null, "", periods);
    }

    private static int? Periods(FieldValidator validator, Wire.Coupon wanted)
    {
        switch (wanted.Duration)
        {
            case Wire.CouponDuration.Periods:
                return validator.Range("coupon.periods", wanted.Periods, 1, MaximumPeriods);
            case Wire.CouponDuration.Once:
            case Wire.CouponDuration.Forever:
                validator.Require(wanted.Periods == 0, "coupon.periods", "NOT_COUNTED", "must be 0 unless the duration is a number of periods.");
                return wanted.Duration == Wire.CouponDuration.Once ? 1 : null;
            default:
                validator.Require(false, "coupon.duration", "REQUIRED", "must be once, a number of periods, or forever.");
                return null;
        }
    }

    private static List<Guid> PlanIds(FieldValidator validator, Wire.Coupon wanted)
    {
        validator.Require(wanted.PlanIds.Count <= MaximumPlans, "coupon.plan_ids", "TOO_MANY", $"has at most {MaximumPlans} entries.");
        return [.. wanted.PlanIds.Take(MaximumPlans).Select((id, i) => validator.Id($"coupon.plan_ids[{i}]", id)).Distinct()];
    }
}
