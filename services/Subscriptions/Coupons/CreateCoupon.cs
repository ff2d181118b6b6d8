using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Subscriptions.Catalogue;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Coupons;

internal sealed class CreateCoupon(SubscriptionsDb db, PlanCatalogue catalogue, TimeProvider clock) : IFeature
{
    public async Task<Wire.Coupon> Handle(Wire.CreateCouponRequest request, CancellationToken ct)
    {
        var wanted = request.Coupon ?? new Wire.Coupon();
        var validator = new FieldValidator();
        var code = CouponCode.Validate(validator, "coupon.code", wanted.Code);
        var terms = CouponRequests.Terms(validator, wanted);
        validator.ThrowIfFailed();
        await CouponRequests.RequirePlans(terms, catalogue, ct);
        if (await db.Coupons.AnyAsync(c => c.Code == code, ct))
        {
            throw DomainException.AlreadyExists("coupon.code", "another coupon has this code.");
        }

        var coupon = Coupon.Create(code, terms, clock.GetUtcNow());
        db.Coupons.Add(coupon);
        await db.SaveChangesAsync(ct);
        return coupon.ToWire();
    }
}
