using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Subscriptions.Catalogue;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Coupons;

/// <summary>Changes a coupon for orders to come.</summary>
internal sealed class UpdateCoupon(SubscriptionsDb db, PlanCatalogue catalogue, TimeProvider clock) : IFeature
{
    public async Task<Wire.Coupon> Handle(Wire.UpdateCouponRequest request, CancellationToken ct)
    {
        var wanted = request.Coupon ?? new Wire.Coupon();
        var mask = new UpdateMask(
            request.UpdateMask, "name", "percent_basis_points", "amount_off", "duration", "periods", "redeem_until", "max_redemptions", "plan_ids");
        var coupon = await db.RequireCoupon("coupon.id", wanted.Id, ct);
        coupon.RequireEtag(wanted.Etag);

        var validator = new FieldValidator();
        var terms = CouponRequests.Terms(validator, Merged(coupon.ToWire(), wanted, mask));
        validator.Require(terms.MaxRedemptions is null || terms.MaxRedemptions >= coupon.Redeemed, "coupon.max_redemptions", "BELOW_REDEEMED",
            $"is {terms.MaxRedemptions}, and {coupon.Redeemed} orders have it.");
        validator.ThrowIfFailed();
        if (mask.Has("plan_ids") || mask.Has("amount_off"))
        {
            await CouponRequests.RequirePlans(terms, catalogue, ct);
        }

        coupon.Update(terms, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return coupon.ToWire();
    }

    private static Wire.Coupon Merged(Wire.Coupon merged, Wire.Coupon wanted, UpdateMask mask)
    {
        if (mask.Has("name"))
        {
            merged.Name = wanted.Name;
        }

        var (percent, amount) = (mask.Has("percent_basis_points"), mask.Has("amount_off"));
        if (percent || amount)
        {
            // Whichever is given takes the place of the other, unless both are spoken of.
            merged.PercentBasisPoints = percent ? wanted.PercentBasisPoints : wanted.AmountOff is null ? merged.PercentBasisPoints : 0;
            merged.AmountOff = amount ? wanted.AmountOff : wanted.PercentBasisPoints == 0 ? merged.AmountOff : null;
        }

        if (mask.Has("duration"))
        {
            (merged.Duration, merged.Periods) = (wanted.Duration, wanted.Duration == Wire.CouponDuration.Periods ? merged.Periods : 0);
        }

        if (mask.Has("periods"))
        {
            merged.Periods = wanted.Periods;
        }

        if (mask.Has("redeem_until"))
        {
            merged.RedeemUntil = wanted.RedeemUntil;
        }

        if (mask.Has("max_redemptions"))
        {
            merged.MaxRedemptions = wanted.MaxRedemptions;
        }

        if (mask.Has("plan_ids"))
        {
            merged.PlanIds.Clear();
            merged.PlanIds.Add(wanted.PlanIds);
        }

        return merged;
    }
}
