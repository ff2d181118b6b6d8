namespace Subscriptions.Coupons;

/// <summary>What staff say of a coupon beside its code.</summary>
/// <param name="Name">Text per language; English is there.</param>
/// <param name="RedeemUntil">Last day on which it can be applied, where the customer is; null: any day.</param>
/// <param name="MaxRedemptions">How many orders can have it; null: any number.</param>
/// <param name="PlanIds">Plans that it is for; every plan when empty.</param>
public sealed record CouponTerms(
    IReadOnlyDictionary<string, string> Name, DiscountTerms Discount, DateOnly? RedeemUntil, int? MaxRedemptions, IReadOnlyList<Guid> PlanIds);
