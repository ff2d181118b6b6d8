using Contracts.Common.V1;
using Grpc.Core;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.BadInput;

public sealed class BadCouponTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    [Theory]
    [InlineData("", "coupon.code:REQUIRED")]
    [InlineData("ab", "coupon.code:NOT_A_COUPON_CODE")]
    [InlineData("-abc", "coupon.code:NOT_A_COUPON_CODE")]
    [InlineData("10 % off", "coupon.code:NOT_A_COUPON_CODE")]
    [InlineData("GIẢM10", "coupon.code:NOT_A_COUPON_CODE")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "coupon.code:TOO_LONG")]
    public Task A_bad_code_is_refused(string code, string violation) => Create(coupon => coupon.Code = code, violation);

    [Fact]
    public async Task What_a_coupon_takes_off_must_make_sense()
    {
        await Create(c => c.PercentBasisPoints = 0, "coupon.percent_basis_points:OUT_OF_RANGE");
        await Create(c => c.PercentBasisPoints = -1, "coupon.percent_basis_points:OUT_OF_RANGE");
        await Create(c => c.PercentBasisPoints = 10_001, "coupon.percent_basis_points:OUT_OF_RANGE");
        await Create(c => c.AmountOff = Money.From(5, "EUR"), "coupon.amount_off:PERCENT_OR_AMOUNT");
        await Create(c => Amount(c, Money.From(0, "EUR")), "coupon.amount_off:ZERO");
        await Create(c => Amount(c, Money.From(-5, "EUR")), "coupon.amount_off:NEGATIVE");
        await Create(c => Amount(c, new Money { CurrencyCode = "VND", Units = 5, Nanos = 500_000_000 }), "coupon.amount_off:TOO_FINE");
        await Create(c => Amount(c, new Money { CurrencyCode = "XXX", Units = 5 }), "coupon.amount_off.currency_code:UNKNOWN_CURRENCY");
        await Create(c => c.Duration = Wire.CouponDuration.Unspecified, "coupon.duration:REQUIRED");
        await Create(c => c.Duration = (Wire.CouponDuration)9, "coupon.duration:REQUIRED");
        await Create(c => c.Periods = 3, "coupon.periods:NOT_COUNTED");
        await Create(c => (c.Duration, c.Periods) = (Wire.CouponDuration.Periods, 0), "coupon.periods:OUT_OF_RANGE");
        await Create(c => (c.Duration, c.Periods) = (Wire.CouponDuration.Periods, 121), "coupon.periods:OUT_OF_RANGE");
        await Create(c => c.RedeemUntil = new Date { Year = 2026, Month = 2, Day = 30 }, "coupon.redeem_until:NOT_A_DATE");
        await Create(c => c.MaxRedemptions = -1, "coupon.max_redemptions:OUT_OF_RANGE");
        await Create(c => c.MaxRedemptions = 1_000_001, "coupon.max_redemptions:OUT_OF_RANGE");
        await Create(c => c.PlanIds.Add("pro"), "coupon.plan_ids[0]:NOT_AN_ID");
        await Create(c => c.PlanIds.Add(Guid.CreateVersion7().ToString()), "coupon.plan_ids[0]:UNKNOWN");
        await Create(c => c.Name = null, "coupon.name.en:REQUIRED");
        var dongs = await service.Plan(50_000, currency: "VND");
        await Create(
            c =>
            {
                Amount(c, Money.From(5, "EUR"));
                c.PlanIds.Add(dongs.Id);
            },
            "coupon.plan_ids[0]:WRONG_CURRENCY");
    }

    [Fact]
    public async Task A_code_is_taken_once_in_whichever_case()
    {
        var known = await service.Coupon("TakenOnce");

        var refused = await Refused.By(service.Coupons.CreateCouponAsync(new() { Coupon = service.SomeCoupon("takenonce") }));

        (refused.Status, refused.Violations.Single()).ShouldBe((StatusCode.AlreadyExists, "coupon.code:TAKEN"));
        (await Refused.By(service.Coupons.UpdateCouponAsync(new() { Coupon = new() { Id = known.Id, Code = "OTHER" }, UpdateMask = new() { Paths = { "code" } } })))
            .Violations.ShouldBe(["update_mask:UNKNOWN_PATH"]);
    }

    [Fact]
    public async Task A_coupon_cannot_be_for_fewer_orders_than_have_it_and_a_stale_change_is_refused()
    {
        var coupon = await service.Coupon(most: 5);
        for (var i = 0; i < 2; i++)
        {
            await service.Orders.ApplyCouponAsync(new() { Id = (await service.Quotation()).Id, Code = coupon.Code });
        }

        (await Refused.By(service.Coupons.UpdateCouponAsync(new() { Coupon = new() { Id = coupon.Id, MaxRedemptions = 1 }, UpdateMask = new() { Paths = { "max_redemptions" } } })))
            .Violations.ShouldBe(["coupon.max_redemptions:BELOW_REDEEMED"]);
        await service.Coupons.UpdateCouponAsync(new() { Coupon = new() { Id = coupon.Id, MaxRedemptions = 2, Etag = coupon.Etag }, UpdateMask = new() { Paths = { "max_redemptions" } } });
        (await Refused.By(service.Coupons.UpdateCouponAsync(new() { Coupon = new() { Id = coupon.Id, MaxRedemptions = 3, Etag = coupon.Etag }, UpdateMask = new() { Paths = { "max_redemptions" } } })))
            .Status.ShouldBe(StatusCode.Aborted);
    }

    [Fact]
    public async Task A_coupon_that_an_order_may_not_have_is_refused_and_nothing_is_changed()
    {
        var order = await service.Confirmed();
        var retired = await service.Coupon();
        await service.Coupons.RetireCouponAsync(new() { Id = retired.Id });
        var usedUp = await service.Coupon(most: 1);
        await service.Orders.ApplyCouponAsync(new() { Id = (await service.Quotation()).Id, Code = usedUp.Code });
        var dongs = service.SomeCoupon();
        Amount(dongs, Money.From(5_000, "VND"));
        dongs = await service.Coupons.CreateCouponAsync(new() { Coupon = dongs });
        var elsewhere = await service.Coupon(plans: (await service.Plan()).Id);
        var expired = await service.Coupon(until: new Date { Year = 2026, Month = 1, Day = 1 });

        await Apply(order, "", "REQUIRED");
        await Apply(order, "NOSUCH", "UNKNOWN_COUPON");
        await Apply(order, "a\u0000b", "CONTROL_CHARACTERS");
        await Apply(order, new string('A', 31), "TOO_LONG");
        await Apply(order, retired.Code, "COUPON_RETIRED");
        await Apply(order, expired.Code, "COUPON_EXPIRED");
        await Apply(order, usedUp.Code, "COUPON_USED_UP");
        await Apply(order, dongs.Code, "COUPON_WRONG_CURRENCY");
        await Apply(order, elsewhere.Code, "COUPON_WRONG_PLAN");

        var first = await service.Coupon();
        await service.Orders.ApplyCouponAsync(new() { Id = order.Id, Code = first.Code });
        await Apply(order, first.Code, "COUPON_USED_HERE");
        var second = await service.Coupon(periods: 1);
        await Apply(order, second.Code, "COUPON_OVERLAPS");
        (await service.Coupons.GetCouponAsync(new() { Id = second.Id })).Redemptions.ShouldBe(0);

        var before = await service.Footprint();
        (await Refused.By(service.Orders.RemoveCouponAsync(new() { Id = order.Id, DiscountId = "first" }))).Violations.ShouldBe(["discount_id:NOT_AN_ID"]);
        (await Refused.By(service.Orders.RemoveCouponAsync(new() { Id = order.Id, DiscountId = first.Id }))).Violations.ShouldBe(["discount_id:UNKNOWN"]);
        (await service.Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task A_quotation_is_not_made_or_changed_with_a_coupon_that_it_may_not_have()
    {
        var plan = await service.Plan();
        var coupon = await service.Coupon(plans: plan.Id);
        var quotation = await service.Quotation(plan: plan);
        quotation = await service.Orders.ApplyCouponAsync(new() { Id = quotation.Id, Code = coupon.Code });
        var other = await service.Plan();
        var before = await service.Footprint();

        (await Refused.By(service.Orders.CreateSubscriptionAsync(new()
        {
            Subscription = new() { CustomerId = quotation.CustomerId, PlanId = other.Id, CouponCode = coupon.Code },
        }))).Violations.ShouldBe(["subscription.coupon_code:COUPON_WRONG_PLAN"]);
        (await Refused.By(service.Orders.UpdateSubscriptionAsync(new()
        {
            Subscription = new() { Id = quotation.Id, PlanId = other.Id },
            UpdateMask = new() { Paths = { "plan_id" } },
        }))).Violations.ShouldBe(["subscription.plan_id:COUPON_WRONG_PLAN"]);
        (await Refused.By(service.Orders.UpdateSubscriptionAsync(new()
        {
            Subscription = new() { Id = quotation.Id, CouponCode = "NOSUCH" },
            UpdateMask = new() { Paths = { "coupon_code" } },
        }))).Violations.ShouldBe(["subscription.coupon_code:UNKNOWN_COUPON"]);

        (await service.Footprint()).ShouldBe(before);
        (await service.Read(quotation)).Discounts.Single().Code.ShouldBe(coupon.Code);
    }

    private async Task Create(Action<Wire.Coupon> spoil, string violation)
    {
        var coupon = service.SomeCoupon();
        spoil(coupon);
        var before = await service.Footprint();

        (await Refused.By(service.Coupons.CreateCouponAsync(new() { Coupon = coupon }))).Violations.ShouldBe([violation]);

        (await service.Footprint()).ShouldBe(before);
    }

    private async Task Apply(Wire.Subscription order, string code, string rule)
    {
        var before = await service.Footprint();
        (await Refused.By(service.Orders.ApplyCouponAsync(new() { Id = order.Id, Code = code }))).Violations.ShouldBe([$"code:{rule}"]);
        (await service.Footprint()).ShouldBe(before);
    }

    private static void Amount(Wire.Coupon coupon, Money amount) => (coupon.PercentBasisPoints, coupon.AmountOff) = (0, amount);
}
