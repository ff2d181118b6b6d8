using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Coupons;

public sealed class CouponsOnSqlite() : CouponTests(DatabaseProvider.Sqlite);

public sealed class CouponsOnPostgres() : CouponTests(DatabaseProvider.Postgres);

/// <summary>Coupons are configured, applied to quotations and orders, and taken off.</summary>
public abstract class CouponTests(DatabaseProvider database) : IAsyncLifetime
{
    private SubscriptionsUnderTest _service = null!;

    public async Task InitializeAsync() => _service = await SubscriptionsUnderTest.Start(database, "2026-01-31T10:00:00Z");

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_coupon_is_made_found_listed_and_retired()
    {
        var plan = await _service.Plan();
        var made = await _service.Coupon(" spring-10 ", basisPoints: 1250, periods: 3, most: 5, until: On(2026, 12, 31), plans: plan.Id);

        made.Code.ShouldBe("SPRING-10");
        (await _service.Coupons.GetCouponAsync(new() { Id = made.Id })).ShouldBe(made);
        (made.PercentBasisPoints, made.AmountOff, made.Duration, made.Periods, made.MaxRedemptions, made.RedeemUntil, made.PlanIds.Single(), made.Redemptions, made.Retired)
            .ShouldBe((1250, null, Wire.CouponDuration.Periods, 3, 5, On(2026, 12, 31), plan.Id, 0, false));

        var retired = await _service.Coupons.RetireCouponAsync(new() { Id = made.Id, Etag = made.Etag });
        retired.Retired.ShouldBeTrue();
        (await _service.Coupons.ListCouponsAsync(new())).Coupons.ShouldBeEmpty();
        (await _service.Coupons.ListCouponsAsync(new() { IncludeRetired = true })).Coupons.ShouldBe([retired]);
        (await Refused.By(_service.Coupons.RetireCouponAsync(new() { Id = made.Id }))).Reason.ShouldBe("ALREADY_RETIRED");
        (await Refused.By(_service.Coupons.RetireCouponAsync(new() { Id = made.Id, Etag = made.Etag }))).Status.ShouldBe(StatusCode.Aborted);
    }

    [Fact]
    public async Task A_change_of_a_coupon_is_for_orders_to_come()
    {
        var coupon = await _service.Coupon(basisPoints: 1000, periods: 2);
        var before = await _service.Orders.ApplyCouponAsync(new() { Id = (await _service.Quotation()).Id, Code = coupon.Code });

        var changed = await _service.Coupons.UpdateCouponAsync(new()
        {
            Coupon = new Wire.Coupon { Id = coupon.Id, AmountOff = Money.From(5, "EUR"), Name = SubscriptionsUnderTest.Text("Five off") },
            UpdateMask = new() { Paths = { "amount_off", "name" } },
        });

        (changed.PercentBasisPoints, changed.AmountOff.ToDecimal(), changed.Periods, changed.Redemptions).ShouldBe((0, 5m, 2, 1));
        (await _service.Read(before)).Discounts.Single().ShouldBe(before.Discounts.Single());
        var after = await _service.Orders.ApplyCouponAsync(new() { Id = (await _service.Quotation()).Id, Code = coupon.Code });
        (after.Discounts.Single().AmountOff.ToDecimal(), after.Discounts.Single().Name.In("en"), after.DiscountedTotal.ToDecimal()).ShouldBe((5m, "Five off", 35m));
        (await _service.Coupons.UpdateCouponAsync(new()
        {
            Coupon = new Wire.Coupon { Id = coupon.Id, PercentBasisPoints = 2000 },
            UpdateMask = new() { Paths = { "percent_basis_points" } },
        })).AmountOff.ShouldBeNull();
    }

    [Fact]
    public async Task A_quotation_is_made_with_a_code_which_editing_replaces_or_takes_off()
    {
        var (first, second) = (await _service.Coupon(periods: 3), await _service.Coupon(amount: 15));
        var made = await _service.Orders.CreateSubscriptionAsync(new()
        {
            Subscription = new Wire.Subscription { CustomerId = (await _service.Customer()).Id, PlanId = (await _service.Plan()).Id, CouponCode = first.Code.ToLowerInvariant() },
        });
        (made.CouponCode, made.RecurringTotal.ToDecimal(), made.DiscountedTotal.ToDecimal()).ShouldBe((first.Code, 40m, 36m));
        var discount = made.Discounts.Single();
        (discount.State, discount.Periods, discount.Discount.ToDecimal(), discount.StartDate, discount.EndDate, discount.Actor.Kind)
            .ShouldBe((Wire.DiscountState.Ahead, 3, 4m, null, null, ActorKind.Staff));

        (await Edit(made, second.Code)).DiscountedTotal.ToDecimal().ShouldBe(25);
        (await Redeemed(first), await Redeemed(second)).ShouldBe((0, 1));
        (await Edit(made, "")).Discounts.ShouldBeEmpty();
        (await Redeemed(first), await Redeemed(second)).ShouldBe((0, 0));
        await Edit(made, first.Code);
        (await Edit(made, first.Code)).CouponCode.ShouldBe(first.Code);
        (await Redeemed(first)).ShouldBe(1);

        var confirmed = await _service.Orders.ConfirmSubscriptionAsync(new() { Id = made.Id });
        discount = confirmed.Discounts.Single();
        (confirmed.CouponCode, discount.State, discount.EndDate).ShouldBe(("", Wire.DiscountState.Running, On(2026, 4, 30)));
        (await _service.Host.Raised<SubscriptionsDb, CouponApplied>()).Count.ShouldBe(3);
        (await _service.Host.Raised<SubscriptionsDb, CouponRemoved>()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_cancelled_quotation_gives_its_coupon_back()
    {
        var coupon = await _service.Coupon(most: 1);
        var quotation = await Apply(await _service.Quotation(), coupon);

        (await _service.Orders.CancelQuotationAsync(new() { Id = quotation.Id })).Discounts.ShouldBeEmpty();

        (await Redeemed(coupon)).ShouldBe(0);
        (await Apply(await _service.Quotation(), coupon)).Discounts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_an_order_has_had_of_a_coupon_stays_counted()
    {
        var (used, unused) = (await _service.Coupon(), await _service.Coupon());
        var order = await _service.Orders.ConfirmSubscriptionAsync(new() { Id = (await Apply(await _service.Quotation(), used)).Id });
        order = await _service.Orders.RemoveCouponAsync(new() { Id = order.Id, DiscountId = order.Discounts.Single().Id });
        (order.Discounts.Single().EndDate, order.DiscountedTotal.ToDecimal()).ShouldBe((On(2026, 2, 28), 36m));

        order = await Apply(order, unused);
        order.Discounts.Select(d => (d.Code, d.State)).ShouldBe([(used.Code, Wire.DiscountState.Running), (unused.Code, Wire.DiscountState.Ahead)]);
        (order.Discounts[0].StartDate, order.Discounts[1].StartDate).ShouldBe((null, On(2026, 2, 28)));
        order = await _service.Orders.RemoveCouponAsync(new() { Id = order.Id, DiscountId = order.Discounts[1].Id });

        order.Discounts.Single().Code.ShouldBe(used.Code);
        (await Redeemed(used), await Redeemed(unused)).ShouldBe((1, 0));
        (await _service.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Orders_that_race_for_a_coupon_never_have_it_more_often_than_it_may_be_had()
    {
        var coupon = await _service.Coupon(most: 3);
        var orders = new List<Wire.Subscription>();
        for (var i = 0; i < 10; i++)
        {
            orders.Add(i % 2 == 0 ? await _service.Quotation() : await _service.Confirmed());
        }

        var results = await Task.WhenAll(orders.Select(async order =>
        {
            try
            {
                await _service.Orders.ApplyCouponAsync(new() { Id = order.Id, Code = coupon.Code });
                return "";
            }
            catch (RpcException e)
            {
                return Refused.From(e).Violations.Single();
            }
        }));

        results.Count(r => r == "").ShouldBe(3);
        results.Where(r => r != "").ShouldAllBe(r => r == "code:COUPON_USED_UP");
        (await Redeemed(coupon)).ShouldBe(3);
        (await Task.WhenAll(orders.Select(_service.Read))).Count(o => o.Discounts.Count == 1).ShouldBe(3);
    }

    [Fact]
    public async Task One_order_that_is_given_a_coupon_several_times_at_once_has_it_once()
    {
        var coupon = await _service.Coupon();
        var order = await _service.Confirmed();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                await _service.Orders.ApplyCouponAsync(new() { Id = order.Id, Code = coupon.Code });
            }
            catch (RpcException e)
            {
                e.StatusCode.ShouldBeOneOf(StatusCode.Aborted, StatusCode.InvalidArgument);
            }
        }));

        (await Redeemed(coupon), (await _service.Read(order)).Discounts.Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task The_last_day_is_the_customers()
    {
        // In Auckland it is the 1st of February already.
        var coupon = await _service.Coupon(until: On(2026, 1, 31));
        _service.Clock.SetUtcNow(DateTimeOffset.Parse("2026-01-31T15:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

        (await Apply(await _service.Quotation(await _service.Customer(timeZone: "America/New_York")), coupon)).Discounts.Count.ShouldBe(1);
        var late = await _service.Quotation(await _service.Customer(timeZone: "Pacific/Auckland"));
        (await Refused.By(_service.Orders.ApplyCouponAsync(new() { Id = late.Id, Code = coupon.Code }))).Violations.ShouldBe(["code:COUPON_EXPIRED"]);
    }

    [Fact]
    public async Task Missed_periods_are_discounted_one_by_one()
    {
        var coupon = await _service.Coupon(basisPoints: 5000, periods: 2);
        var order = await Apply(await _service.Confirmed(), coupon);
        await Pass("2026-04-30T10:00:00Z");

        (await _service.Host.Raised<SubscriptionsDb, PeriodStarted>()).Select(e => e.Discount?.Percent).ShouldBe([null, 50m, 50m, null]);
        (await _service.Host.Read<SubscriptionsDb, List<decimal>>(db => db.MrrMovements.OrderBy(m => m.Id).Select(m => m.Amount).ToListAsync())).ShouldBe([40m, -20m, 20m]);
        (await _service.Read(order)).Discounts.Single().State.ShouldBe(Wire.DiscountState.Over);
        (await _service.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_miscounted_coupon_is_found()
    {
        var coupon = await _service.Coupon();
        await _service.Host.Read<SubscriptionsDb, int>(db => db.Coupons.ExecuteUpdateAsync(set => set.SetProperty(c => c.Redeemed, 2)));

        var finding = (await _service.SelfCheck.GetSelfCheckAsync(new())).Findings.Single();

        (finding.Rule, finding.ItemNumber, finding.ItemId).ShouldBe(("COUPON_REDEMPTIONS", coupon.Code, ""));
    }

    private async Task<Wire.Subscription> Apply(Wire.Subscription order, Wire.Coupon coupon) =>
        await _service.Orders.ApplyCouponAsync(new() { Id = order.Id, Code = coupon.Code });

    private async Task<Wire.Subscription> Edit(Wire.Subscription quotation, string code) => await _service.Orders.UpdateSubscriptionAsync(new()
    {
        Subscription = new Wire.Subscription { Id = quotation.Id, CouponCode = code },
        UpdateMask = new() { Paths = { "coupon_code" } },
    });

    private async Task<int> Redeemed(Wire.Coupon coupon) => (await _service.Coupons.GetCouponAsync(new() { Id = coupon.Id })).Redemptions;

    private async Task Pass(string until)
    {
        _service.Clock.SetUtcNow(DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture));
        await Eventually.Async(async () => await _service.Host.RunDueWork<SubscriptionsDb>() == 0, "nothing to be due");
    }

    private static Date On(int year, int month, int day) => new() { Year = year, Month = month, Day = day };
}
