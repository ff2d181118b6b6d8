using Contracts.Events;
using ServiceDefaults.Errors;
using Subscriptions.Coupons;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Subscriptions.Time;
using static Subscriptions.Tests.Support.Drafts;
using static Subscriptions.Tests.Support.SomeCoupons;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Coupons;

/// <summary>Which periods and changes a coupon is for, and what it takes off the price and the MRR (domain.md "Discounts").</summary>
public sealed class DiscountTests
{
    [Theory]
    [InlineData(1, "10% - - - -")]
    [InlineData(3, "10% 10% 10% - -")]
    [InlineData(null, "10% 10% 10% 10% 10%")]
    public void A_percentage_is_for_one_period_some_or_all(int? periods, string discounts)
    {
        var order = Running(Percent(10, periods), until: "2026-05-31");

        Discounts(order).ShouldBe(discounts.Split(' '));
        var first = order.Events<PeriodStarted>()[0];
        (first.Discount!.Code, first.Discount.Percent, first.Discount.AmountOff, first.Lines[0].UnitPrice).ShouldBe(("SPRING", 10m, null, 40m));
    }

    [Theory]
    [InlineData(12.5, 39.99, "EUR", 5.00)]
    [InlineData(33.33, 10, "EUR", 3.33)]
    [InlineData(0.5, 1, "EUR", 0.01)]
    [InlineData(0.1, 1, "EUR", 0)]
    [InlineData(50, 3, "VND", 2)]
    [InlineData(100, 19.99, "EUR", 19.99)]
    public void A_percentage_is_rounded_half_away_from_zero_once_for_each_line(decimal percent, decimal price, string currency, decimal off) =>
        new DiscountTerms(percent, null, "", null).Off([price], currency).ShouldBe([off]);

    [Theory]
    [InlineData(10, "3.33 3.34 3.33")]
    [InlineData(0.01, "0.00 0.01 0.00")]
    [InlineData(15, "5.00 5.00 5.00")]
    [InlineData(1000, "20.00 20.00 20.00")]
    public void An_amount_is_spread_over_the_lines_and_takes_what_there_is_at_most(decimal amount, string parts)
    {
        var order = Quoted([20, 20, 20]);
        order.ApplyCoupon(AmountOff(amount), "code", Staff, Now);
        order.Confirm(Staff, Now);

        order.Discounts.Single().Terms.Off([20, 20, 20], "EUR").Select(off => off.ToString("F2", System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(parts.Split(' '));
        order.Events<PeriodStarted>().Single().Discount!.AmountOff.ShouldBe(amount);
        order.DiscountedTotal.ShouldBe(60 - Math.Min(amount, 60));
    }

    [Fact]
    public void A_shorter_first_period_has_the_discount_of_a_full_one()
    {
        var order = Quotation(agreed: Agreed(billingDay: 15));
        order.ApplyCoupon(AmountOff(15, 1), "code", Staff, Now);
        order.Confirm(Staff, Now);

        var first = order.Events<PeriodStarted>().Single();
        (first.PeriodEnd.DayNumber - first.PeriodStart.DayNumber, first.FullPeriodDays, first.Discount!.AmountOff).ShouldBe((15, 31, 15m));
        // The MRR is that of a full period.
        order.LiveMrr.ShouldBe(25);
    }

    [Fact]
    public void On_a_running_order_a_coupon_acts_from_the_next_period_on()
    {
        var order = Running(null, until: "2026-02-10");
        order.ApplyCoupon(Percent(25, 2), "code", Staff, At("2026-02-10"));
        order.LiveMrr.ShouldBe(40);

        Walk(order, "2026-05-31");

        Discounts(order).ShouldBe(["-", "25%", "25%", "-", "-"]);
        order.Movements.Select(m => (m.Kind, m.Amount, $"{m.OccurredAt:yyyy-MM-dd}")).ShouldBe(
            [(MrrMovementKind.New, 40m, "2026-01-31"), (MrrMovementKind.Contraction, -10m, "2026-02-27"), (MrrMovementKind.Expansion, 10m, "2026-04-29")]);
    }

    [Fact]
    public void The_first_movement_is_net_of_the_discount_and_so_is_the_churn()
    {
        var order = Running(Percent(10));
        order.Close(Decision(), Staff, Now.AddDays(1));

        order.Movements.Select(m => (m.Kind, m.Amount)).ShouldBe([(MrrMovementKind.New, 36m), (MrrMovementKind.Churn, -36m)]);
    }

    [Fact]
    public void After_a_trial_the_first_paid_period_is_discounted()
    {
        var order = Quotation(agreed: Agreed(trial: 10));
        order.ApplyCoupon(Percent(50, 1), "code", Staff, Now);
        order.Confirm(Staff, Now);
        Walk(order, "2026-04-01");

        Discounts(order).ShouldBe(["50%", "-"]);
        order.Movements.Select(m => (m.Kind, m.Amount)).ShouldBe([(MrrMovementKind.New, 20m), (MrrMovementKind.Expansion, 20m)]);
    }

    [Fact]
    public void Before_the_start_a_coupon_that_comes_or_goes_moves_no_MRR()
    {
        var order = Quotation(start: new DateOnly(2026, 3, 1));
        order.Confirm(Staff, Now);
        order.ApplyCoupon(Percent(25), "code", Staff, Now);
        order.RemoveCoupon(order.Discounts.Single().Id, "discount_id", Staff, Now.AddDays(1)).ShouldNotBeNull("nothing was discounted");
        order.ApplyCoupon(Percent(10), "code", Staff, Now.AddDays(2));
        order.Movements.ShouldBeEmpty();
        Walk(order, "2026-03-01");

        order.Movements.Select(m => (m.Kind, m.Amount)).ShouldBe([(MrrMovementKind.New, 36m)]);
        Discounts(order).ShouldBe(["10%"]);
    }

    [Fact]
    public void A_coupon_that_is_taken_off_keeps_what_was_billed_with_it()
    {
        var order = Running(Percent(10), until: "2026-02-28");
        order.RemoveCoupon(order.Discounts.Single().Id, "discount_id", Staff, At("2026-03-05")).ShouldBeNull("it has discounted two periods");
        order.LiveMrr.ShouldBe(36);
        Walk(order, "2026-04-30");

        Discounts(order).ShouldBe(["10%", "10%", "-", "-"]);
        order.LiveMrr.ShouldBe(40);
        Should.Throw<DomainException>(() => order.RemoveCoupon(order.Discounts.Single().Id, "discount_id", Staff, At("2026-05-01"))).Reason.ShouldBe("NO_DISCOUNT");
    }

    [Fact]
    public void A_change_within_a_period_is_discounted_as_the_period_is()
    {
        var order = Running(Percent(10, 1), until: "2026-01-31");
        order.Change(new ChangeDecision(null, 2, ChangeWhen.Now), Staff, At("2026-02-10"));

        var rest = order.Events<SubscriptionChanged>().Single().Proration!;
        (rest.End.DayNumber - rest.Start.DayNumber, rest.FullPeriodDays, rest.Discount!.Percent).ShouldBe((18, 28, 10m));
        rest.Lines.Select(l => (l.Quantity, l.UnitPrice)).ShouldBe([(2, 40m)]);
        order.LiveMrr.ShouldBe(72);

        Walk(order, "2026-02-28");
        order.Movements.Select(m => m.Amount).ShouldBe([36m, 36m, 8m]);
    }

    [Fact]
    public void An_amount_off_is_told_to_a_change_as_it_was_agreed_for_a_full_period()
    {
        var order = Running(AmountOff(14), until: "2026-01-31");
        order.Change(new ChangeDecision(null, 2, ChangeWhen.Now), Staff, At("2026-02-10"));

        var discount = order.Events<SubscriptionChanged>().Single().Proration!.Discount!;
        (discount.Percent, discount.AmountOff).ShouldBe((null, 14m));
    }

    [Theory]
    [InlineData(null, 200 * 0.5 / 12)]
    [InlineData(12, 200.0 / 12)]
    public void Only_a_percentage_without_an_end_follows_a_change_to_periods_of_another_length(int? periods, decimal mrr)
    {
        var order = Running(Percent(50, periods));
        var yearly = new PlanOffer(Guid.CreateVersion7(), new Dictionary<string, string> { ["en"] = "Year" }, new BillingPeriod(PeriodUnit.Year, 1, PeriodCalendar.Gregorian), 200, "");
        order.Change(new ChangeDecision(yearly, null, ChangeWhen.Now), Staff, At("2026-02-10"));

        order.LiveMrr.ShouldBe(Math.Round(mrr, 2));
        order.Movements.Sum(m => m.Amount).ShouldBe(order.LiveMrr);
    }

    [Fact]
    public void On_a_plan_that_it_is_not_for_it_takes_nothing()
    {
        var order = Quotation();
        order.ApplyCoupon(Percent(50, null, "SPRING", order.PlanId), "code", Staff, Now);
        order.Confirm(Staff, Now);
        var other = new PlanOffer(Guid.CreateVersion7(), new Dictionary<string, string> { ["en"] = "Other" }, new BillingPeriod(PeriodUnit.Month, 1, PeriodCalendar.Gregorian), 50, "");
        order.Change(new ChangeDecision(other, null, ChangeWhen.EndOfPeriod), Staff, At("2026-02-10"));
        Walk(order, "2026-02-28");

        Discounts(order).ShouldBe(["50%", "-"]);
        order.Movements.Select(m => (m.Kind, m.Amount)).ShouldBe([(MrrMovementKind.New, 20m), (MrrMovementKind.Expansion, 30m)]);
    }

    [Fact]
    public void Its_periods_wait_while_the_order_is_paused_or_closed()
    {
        var order = Running(Percent(10, 2));
        order.PauseFrom(null, Staff, At("2026-02-10"));
        order.Resume(Staff, At("2026-04-10"));
        Walk(order, "2026-04-30");
        order.Close(Decision(), Staff, At("2026-05-05"));
        order.Reactivate(Staff, At("2026-07-01"));

        Discounts(order).ShouldBe(["10%", "10%", "-"]);
        order.Movements.Select(m => m.Amount).ShouldBe([36m, -36m, 36m, -36m, 40m]);
    }

    [Theory]
    [InlineData(3, 1, false)]
    [InlineData(null, 1, false)]
    [InlineData(1, null, true)]
    public void Coupons_for_the_same_periods_are_refused(int? first, int? second, bool allowed)
    {
        var order = Running(Percent(10, first));
        var before = (order.Discounts.Count, order.Events<IEvent>().Count);

        if (allowed)
        {
            order.ApplyCoupon(AmountOff(5, second), "code", Staff, At("2026-02-10"));
            order.Discounts.Select(d => (d.FirstPeriod, d.EndPeriod)).ShouldBe([(0, 1), (1, null)]);
            return;
        }

        var refused = Should.Throw<DomainException>(() => order.ApplyCoupon(AmountOff(5, second), "code", Staff, At("2026-02-10")));
        refused.Violations.Single().ShouldBe(refused.Violations.Single() with { Field = "code", Rule = "COUPON_OVERLAPS" });
        (order.Discounts.Count, order.Events<IEvent>().Count).ShouldBe(before);
    }

    [Fact]
    public void A_coupon_is_on_an_order_once()
    {
        var coupon = Percent(10, 1);
        var order = Running(coupon, until: "2026-03-31");

        Should.Throw<DomainException>(() => order.ApplyCoupon(coupon, "code", Staff, At("2026-04-10"))).Violations.Single().Rule.ShouldBe("COUPON_USED_HERE");
    }

    /// <summary>Of each period.</summary>
    private static IReadOnlyList<string> Discounts(Subscription order) =>
        [.. order.Events<PeriodStarted>().Select(e => e.Discount is { } discount ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{discount.Percent:0.##}%") : "-")];

    private static Subscription Running(Coupon? coupon, string until = "2026-01-31")
    {
        var order = Quotation();
        if (coupon is not null)
        {
            order.ApplyCoupon(coupon, "code", Staff, Now);
        }

        order.Confirm(Staff, Now);
        Walk(order, until);
        return order;
    }

    private static void Walk(Subscription order, string until)
    {
        while (order.StartDuePeriod(At(until)))
        {
        }
    }

    private static DateTimeOffset At(string day) => new(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), new TimeOnly(12, 0), TimeSpan.Zero);

    private static Subscription Quoted(decimal[] prices)
    {
        var name = new Dictionary<string, string> { ["en"] = "Pro" };
        var lines = prices.Select((price, i) => new LineTerms(i == 0 ? null : Guid.CreateVersion7(), name, 1, price, true, "")).ToList();
        var customer = Customers.Customer.Create(new Customers.CustomerTerms("Ada", "ada@example.com", "en", "Europe/Rome", "EUR"), Now);
        return Subscription.Quote(
            "S00001", customer, new QuotationTerms(Guid.CreateVersion7(), name, new BillingPeriod(PeriodUnit.Month, 1, PeriodCalendar.Gregorian), lines, null, OrderTerms.None), Staff, Now);
    }
}
