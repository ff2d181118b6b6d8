using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using ServiceDefaults.Data;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Coupons;

public sealed class PortalCouponsOnSqlite() : PortalCouponTests(DatabaseProvider.Sqlite);

public sealed class PortalCouponsOnPostgres() : PortalCouponTests(DatabaseProvider.Postgres);

/// <summary>Customers type the code of a coupon on their own orders (domain.md "Discounts").</summary>
public abstract class PortalCouponTests(DatabaseProvider database) : IAsyncLifetime
{
    private SubscriptionsUnderTest _service = null!;

    public async Task InitializeAsync() => _service = await SubscriptionsUnderTest.Start(database);

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_code_discounts_an_own_order_from_the_next_period_on_and_the_customer_has_applied_it()
    {
        var order = await _service.Confirmed();
        var coupon = await _service.Coupon();

        var applied = await Apply(order, coupon.Code.ToLowerInvariant());

        (applied.Discounts.Single().Code, applied.Discounts.Single().State).ShouldBe((coupon.Code, Wire.DiscountState.Ahead));
        var reported = (await _service.Host.Raised<SubscriptionsDb, CouponApplied>()).ShouldHaveSingleItem();
        (reported.Actor.Kind, reported.Actor.Id, reported.FirstPeriod).ShouldBe(("customer", order.CustomerId, 1));
        (await _service.Coupons.GetCouponAsync(new() { Id = coupon.Id })).Redemptions.ShouldBe(1);
    }

    [Fact]
    public async Task A_quotation_that_was_sent_is_discounted_from_its_first_period_on()
    {
        var quotation = await _service.Orders.SendQuotationAsync(new() { Id = (await _service.Quotation()).Id });

        (await Apply(quotation, (await _service.Coupon()).Code)).DiscountedTotal.ToDecimal().ShouldBe(36);
    }

    [Fact]
    public async Task What_is_not_an_own_order_does_not_exist()
    {
        var (draft, other) = (await _service.Quotation(), await _service.Confirmed());
        var code = (await _service.Coupon()).Code;

        (await Refused.By(Call(draft, draft.CustomerId, code))).Status.ShouldBe(StatusCode.NotFound);
        (await Refused.By(Call(other, draft.CustomerId, code))).Status.ShouldBe(StatusCode.NotFound);
        (await _service.Host.Raised<SubscriptionsDb, CouponApplied>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whatever_is_wrong_with_a_code_has_one_answer_and_changes_nothing()
    {
        var order = await _service.Confirmed();
        var usedUp = await _service.Coupon(most: 1);
        await _service.Orders.ApplyCouponAsync(new() { Id = (await _service.Confirmed()).Id, Code = usedUp.Code });
        var retired = await _service.Coupon();
        await _service.Coupons.RetireCouponAsync(new() { Id = retired.Id });
        var dongs = await _service.Coupons.CreateCouponAsync(new()
        {
            Coupon = new() { Code = "DONGS", Name = SubscriptionsUnderTest.Text("Dongs"), AmountOff = Money.From(5000, "VND"), Duration = Wire.CouponDuration.Forever },
        });
        string[] codes =
        [
            "NO-SUCH-CODE", "10 % off", new string('A', 31), usedUp.Code, retired.Code, dongs.Code,
            (await _service.Coupon(until: new Date { Year = 2026, Month = 1, Day = 14 })).Code,
            (await _service.Coupon(plans: (await _service.Plan()).Id)).Code,
        ];
        var before = await _service.Footprint();

        foreach (var code in codes)
        {
            var refused = await Refused.By(Call(order, order.CustomerId, code));
            (refused.Status, string.Join(' ', refused.Violations), refused.Message).ShouldBe(
                (StatusCode.InvalidArgument, "code:COUPON_NOT_ACCEPTED", "code: is no code that can be used for this order."), code);
        }

        (await Refused.By(Call(order, order.CustomerId, " "))).Violations.ShouldBe(["code:REQUIRED"]);
        (await _service.Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task What_stands_in_the_way_on_the_own_order_is_said()
    {
        var order = await _service.Confirmed();
        var coupon = await _service.Coupon();
        await Apply(order, coupon.Code);

        (await Refused.By(Call(order, order.CustomerId, coupon.Code))).Violations.ShouldBe(["code:COUPON_USED_HERE"]);
        (await Refused.By(Call(order, order.CustomerId, (await _service.Coupon()).Code))).Violations.ShouldBe(["code:COUPON_OVERLAPS"]);
        await _service.Configuration.UpdateConfigurationAsync(new() { Configuration = new() { SelfServiceEnabled = false } });
        (await Refused.By(Call(order, order.CustomerId, coupon.Code))).Reason.ShouldBe("SELF_SERVICE_DISABLED");
    }

    private AsyncUnaryCall<Wire.PortalSubscription> Call(Wire.Subscription order, string customer, string code) =>
        _service.Portal(customer).ApplyCouponAsync(new() { Id = order.Id, Code = code });

    private async Task<Wire.PortalSubscription> Apply(Wire.Subscription order, string code) => await Call(order, order.CustomerId, code);
}
