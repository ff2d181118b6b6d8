using System.Globalization;
using Contracts.Events;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Subscriptions.Time;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Coupons;

/// <summary>What becomes of coupons by a change to weeks and another one back to months, both at once (domain.md C15a).</summary>
public sealed class CouponDetourTests
{
    [Theory]
    [InlineData(1, "10% - - -")]
    [InlineData(3, "10% - 10% -")]
    [InlineData(4, "10% - 10% 10%")]
    [InlineData(null, "10% 10% 10% 10%")]
    public void The_week_is_one_of_its_periods(int? periods, string discounts)
    {
        var order = Quotation();
        order.ApplyCoupon(SomeCoupons.Percent(10, periods), "code", Staff, Now);
        order.Confirm(Staff, Now);

        Detour(order);

        Discounts(order).ShouldBe(discounts);
    }

    [Theory]
    [InlineData(1, "- - - -")]
    [InlineData(2, "- - 10% -")]
    [InlineData(null, "- 10% 10% 10%")]
    public void One_that_lies_ahead_begins_with_the_week(int? periods, string discounts)
    {
        var order = Confirmed();
        order.ApplyCoupon(SomeCoupons.Percent(10, periods), "code", Staff, Now.AddDays(1));

        Detour(order);

        Discounts(order).ShouldBe(discounts);
    }

    [Fact]
    public void One_that_was_taken_off_never_acts_again()
    {
        var order = Quotation();
        order.ApplyCoupon(SomeCoupons.Percent(10), "code", Staff, Now);
        order.Confirm(Staff, Now);
        order.RemoveCoupon(order.Discounts.Single().Id, "discount_id", Staff, Now.AddDays(1));

        Detour(order);

        Discounts(order).ShouldBe("10% - - -");
    }

    /// <summary>A week on the 10th day, a month on the 12th, and the month after it.</summary>
    private static void Detour(Subscription order)
    {
        Change(order, PeriodUnit.Week, Now.AddDays(10));
        Change(order, PeriodUnit.Month, Now.AddDays(12));
        order.StartDuePeriod(Now.AddDays(45)).ShouldBeTrue();
    }

    private static void Change(Subscription order, PeriodUnit unit, DateTimeOffset now) => order.Change(
        new ChangeDecision(new PlanOffer(Guid.CreateVersion7(), new Dictionary<string, string> { ["en"] = "Other" }, new BillingPeriod(unit, 1, PeriodCalendar.Gregorian), 20, ""), null, ChangeWhen.Now), Staff, now);

    /// <summary>Of each period that began.</summary>
    private static string Discounts(Subscription order) => string.Join(' ', order.Events<IEvent>()
        .SelectMany(e => e switch
        {
            PeriodStarted period => [period.Discount],
            SubscriptionChanged { Proration: { } rest } => [rest.Discount],
            _ => Array.Empty<EventDiscount?>(),
        })
        .Select(discount => discount is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{discount.Percent:0.##}%")));
}
