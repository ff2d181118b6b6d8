using Contracts.Common.V1;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Orders;

/// <summary>When a change works where nobody says so: what lowers the MRR, which is what is paid, waits for the next period; all else works now (domain.md "Changes").</summary>
public sealed class ChangeMomentTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    [Theory]
    [InlineData(0, 3, 40, 1, false)]
    [InlineData(0, 3, 40, 4, true)]
    [InlineData(10_000, 3, 40, 1, true)]
    [InlineData(5_000, 3, 40, 1, false)]
    public async Task Fewer_pieces_wait_unless_they_cost_nothing_anyway(int basisPoints, int quantity, decimal price, int wanted, bool now)
    {
        var order = await Running(price, IntervalUnit.Month, quantity, basisPoints);

        var changed = await service.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = wanted });

        (changed.PendingChange is null).ShouldBe(now);
    }

    [Theory]
    [InlineData(40, IntervalUnit.Month, true)]
    [InlineData(480, IntervalUnit.Year, true)]
    [InlineData(479.99, IntervalUnit.Year, false)]
    [InlineData(39.99, IntervalUnit.Month, false)]
    public async Task An_equal_price_takes_effect_now_whatever_the_period(decimal price, IntervalUnit unit, bool now)
    {
        var order = await Running(40, IntervalUnit.Month);
        var plan = await service.Plan(price, unit: unit);

        var changed = await service.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = plan.Id });

        (changed.PendingChange is null).ShouldBe(now);
    }

    /// <summary>The coupon for one month is used up by the month that runs: the cheaper plan by the year costs more than nothing.</summary>
    [Fact]
    public async Task A_cheaper_plan_that_ends_a_coupon_is_no_cheaper()
    {
        var order = await Running(40, IntervalUnit.Month, basisPoints: 10_000, periods: 1);
        var plan = await service.Plan(120, unit: IntervalUnit.Year);

        var changed = await service.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = plan.Id });

        (changed.PendingChange, changed.DiscountedTotal.ToDecimal()).ShouldBe((null, 120m));
    }

    private async Task<Wire.Subscription> Running(decimal price, IntervalUnit unit, int quantity = 1, int basisPoints = 0, int periods = 0)
    {
        var coupon = basisPoints > 0 ? (await service.Coupon(basisPoints: basisPoints, periods: periods)).Code : "";
        var quotation = await service.Orders.CreateSubscriptionAsync(new()
        {
            Subscription = new Wire.Subscription
            {
                CustomerId = (await service.Customer()).Id,
                PlanId = (await service.Plan(price, unit: unit)).Id,
                Lines = { new Wire.SubscriptionLine { Quantity = quantity } },
                CouponCode = coupon,
            },
        });
        return await service.Orders.ConfirmSubscriptionAsync(new() { Id = quotation.Id });
    }
}
