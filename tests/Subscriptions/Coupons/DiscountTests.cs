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

/// <summary>What coupons take off periods, changes and the MRR (domain.md "Discounts").</summary>
public sealed class DiscountTests
{
    [Theory]
    [InlineData(1, "36 40 40 40 40")]
    [InlineData(3, "36 36 36 40 40")]
    [InlineData(null, "36 36 36 36 36")]
    public void A_percentage_is_for_one_period_some_or_all(int? periods, string amounts)
    {
        var order = Running(Percent(10, periods), until: "2026-05-31");

        Recurring(order).Select(l => l.Amount("EUR").ToString(System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(amounts.Split(' '));
        var first = Recurring(order)[0];
        (first.GrossAmount("EUR"), first.Discount!.Code, first.Discount.Amount, first.Discount.Arithmetic).ShouldBe((40m, "SPRING", 4m, "10% x 40.00"));
    }

    [Theory]
    [InlineData(12.5, 39.99, "EUR", 5.00)]
    [InlineData(33.33, 10, "EUR", 3.33)]
    [InlineData(0.5, 1, "EUR", 0.01)]
    [InlineData(0.1, 1, "EUR", 0)]
    [InlineData(50, 3, "VND", 2)]
    [InlineData(100, 19.99, "EUR", 19.99)]
    public void A_percentage_is_rounded_half_away_from_zero_once_for_each_line(decimal percent, decimal price, string currency, decimal off) =>
        new DiscountTerms(percent, null, "", null).Off([price], currency, (1, 1)).ShouldBe([off]);

    [Fact]
    public void One_offs_are_billed_as_they_are()
    {
        var order = Running(Percent(100, 1));

        order.Events<PeriodStarted>()[0].Lines.Select(l => (l.Recurring, l.Amount("EUR"), l.Discount is null)).ShouldBe([(true, 0m, false), (false, 100m, true)]);
    }

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

        Recurring(order).Select(l => (l.Discount?.Amount ?? 0).ToString("F2", System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(parts.Split(' '));
        Recurring(order).Sum(l => l.Amount("EUR")).ShouldBe(60 - Math.Min(amount, 60));
        order.DiscountedTotal.ShouldBe(60 - Math.Min(amount, 60));
    }

    [Fact]
    public void The_arithmetic_of_an_amount_says_its_share()
    {
        var order = Quoted([40, 20]);
        order.ApplyCoupon(AmountOff(15), "code", Staff, Now);
        order.Confirm(Staff, Now);

        Recurring(order).Select(l => (l.Discount!.Amount, l.Discount.Arithmetic)).ShouldBe([(10m, "15.00 x 40.00 / 60.00"), (5m, "15.00 x 20.00 / 60.00")]);
        Recurring(Running(AmountOff(15))).Single().Discount!.Arithmetic.ShouldBe("");
    }

    [Fact]
    public void A_shorter_first_period_is_discounted_by_the_day_too()
    {
        var percent = Quotation(agreed: Agreed(billingDay: 15));
        percent.ApplyCoupon(Percent(10), "code", Staff, Now);
        percent.Confirm(Staff, Now);
        var amount = Quotation(agreed: Agreed(billingDay: 15));
        amount.ApplyCoupon(AmountOff(15, 1), "code", Staff, Now);
        amount.Confirm(Staff, Now);

        var line = Recurring(percent).Single();
        (line.Arithmetic, line.GrossAmount("EUR"), line.Discount!.Arithmetic, line.Amount("EUR")).ShouldBe(("15 of 31 days x 40.00", 19.35m, "10% x 19.35", 17.41m));
        line = Recurring(amount).Single();
        (line.Discount!.Amount, line.Discount.Arithmetic).ShouldBe((7.26m, "15 of 31 days x 15.00"));
        // The MRR is that of a full period.
        amount.LiveMrr.ShouldBe(25);
    }

    [Fact]
    public void On_a_running_order_a_coupon_acts_from_the_next_period_on()
    {
        var order = Running(null, until: "2026-02-10");
        order.ApplyCoupon(Percent(25, 2), "code", Staff, At("2026-02-10"));
        order.LiveMrr.ShouldBe(40);

        Walk(order, "2026-05-31");

        Recurring(order).Select(l => l.Amount("EUR")).ShouldBe([40m, 30m, 30m, 40m, 40m]);
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

        Recurring(order).Select(l => l.Amount("EUR")).ShouldBe([20m, 40m]);
        order.Movements.Select(m => (m.Kind, m.Amount)).ShouldBe([(MrrMovementKind.New, 20m), (MrrMovementKind.Expansion, 20m)]);
    }

    [Fact]
    public void Before_the_start_a_coupon_that_comes_or_goes_moves_the_MRR_at_once()
    {
        var order = Quotation(start: new DateOnly(2026, 3, 1));
        order.Confirm(Staff, Now);
        order.ApplyCoupon(Percent(25), "code", Staff, Now);
        order.RemoveCoupon(order.Discounts.Single().Id, "discount_id", Staff, Now.AddDays(1)).ShouldNotBeNull("nothing was discounted");
        Walk(order, "2026-03-01");

        order.Movements.Select(m => m.Amount).ShouldBe([40m, -10m, 10m]);
        Recurring(order).Single().Amount("EUR").ShouldBe(40);
    }

    [Fact]
    public void A_coupon_that_is_taken_off_keeps_what_was_billed_with_it()
    {
        var order = Running(Percent(10), until: "2026-02-28");
        order.RemoveCoupon(order.Discounts.Single().Id, "discount_id", Staff, At("2026-03-05")).ShouldBeNull("it has discounted two periods");
        order.LiveMrr.ShouldBe(36);
        Walk(order, "2026-04-30");

        Recurring(order).Select(l => l.Amount("EUR")).ShouldBe([36m, 36m, 40m, 40m]);
        order.LiveMrr.ShouldBe(40);
        Should.Throw<Refusal>(() => order.RemoveCoupon(order.Discounts.Single().Id, "discount_id", Staff, At("2026-05-01"))).Reason.ShouldBe("NO_DISCOUNT");
    }

    [Fact]
    public void A_change_within_a_period_is_discounted_as_the_period_is()
    {
        var order = Running(Percent(10, 1), until: "2026-01-31");
        order.Change(new ChangeDecision(null, 2, ChangeWhen.Now), Staff, At("2026-02-10"));

        var rest = order.Events<SubscriptionChanged>().Single().Proration!.Lines.Single();
        (rest.Arithmetic, rest.GrossAmount("EUR"), rest.Discount!.Arithmetic, rest.Amount("EUR")).ShouldBe(("18 of 28 days x 80.00", 51.43m, "10% x 51.43", 46.29m));
        order.LiveMrr.ShouldBe(72);

        Walk(order, "2026-02-28");
        order.Movements.Select(m => m.Amount).ShouldBe([36m, 36m, 8m]);
    }

    [Fact]
    public void An_amount_off_a_change_within_a_period_is_by_the_day()
    {
        var order = Running(AmountOff(14), until: "2026-01-31");
        order.Change(new ChangeDecision(null, 2, ChangeWhen.Now), Staff, At("2026-02-10"));

        var rest = order.Events<SubscriptionChanged>().Single().Proration!.Lines.Single();
        (rest.Discount!.Arithmetic, rest.Discount.Amount, rest.Amount("EUR")).ShouldBe(("18 of 28 days x 14.00", 9m, 42.43m));
    }

    [Theory]
    [InlineData(null, 200 * 0.5 / 12)]
    [InlineData(12, 200.0 / 12)]
    public void Only_a_percentage_without_an_end_follows_a_change_to_periods_of_another_length(int? periods, decimal mrr)
    {
        var order = Running(Percent(50, periods));
        var yearly = new PlanOffer(Guid.CreateVersion7(), new Dictionary<string, string> { ["en"] = "Year" }, new BillingPeriod(PeriodUnit.Year, 1), 200, "");
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
        var other = new PlanOffer(Guid.CreateVersion7(), new Dictionary<string, string> { ["en"] = "Other" }, new BillingPeriod(PeriodUnit.Month, 1), 50, "");
        order.Change(new ChangeDecision(other, null, ChangeWhen.EndOfPeriod), Staff, At("2026-02-10"));
        Walk(order, "2026-02-28");

        Recurring(order).Select(l => l.Amount("EUR")).ShouldBe([20m, 50m]);
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

        Recurring(order).Select(l => l.Amount("EUR")).ShouldBe([36m, 36m, 40m]);
        order.Movements.Select(m => m.Amount).ShouldBe([36m, -36m, 36m, -36m, 36m, 4m]);
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

        var refused = Should.Throw<Refusal>(() => order.ApplyCoupon(AmountOff(5, second), "code", Staff, At("2026-02-10")));
        refused.Violations.Single().ShouldBe(refused.Violations.Single() with { Field = "code", Rule = "COUPON_OVERLAPS" });
        (order.Discounts.Count, order.Events<IEvent>().Count).ShouldBe(before);
    }

    [Fact]
    public void A_coupon_is_on_an_order_once()
    {
        var coupon = Percent(10, 1);
        var order = Running(coupon, until: "2026-03-31");

        Should.Throw<Refusal>(() => order.ApplyCoupon(coupon, "code", Staff, At("2026-04-10"))).Violations.Single().Rule.ShouldBe("COUPON_USED_HERE");
    }

    [Fact]
    public void A_line_of_an_event_that_was_written_before_there_were_discounts_is_read()
    {
        var line = System.Text.Json.JsonSerializer.Deserialize<PeriodLine>("""{"Description":{"en":"Pro"},"Quantity":2,"UnitPrice":20,"Recurring":true,"ProratedAmount":null,"Arithmetic":""}""")!;

        (line.Discount, line.Amount("EUR")).ShouldBe((null, 40m));
    }

    private static IReadOnlyList<PeriodLine> Recurring(Subscription order) => [.. order.Events<PeriodStarted>().SelectMany(e => e.Lines).Where(l => l.Recurring)];

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
            "S00001", customer, new QuotationTerms(Guid.CreateVersion7(), name, new BillingPeriod(PeriodUnit.Month, 1), lines, null, OrderTerms.None), Staff, Now);
    }
}
