using Contracts.Common.V1;
using Contracts.Events;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Subscriptions.Tests.Time;
using Subscriptions.Time;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Orders;

/// <summary>Orders whose months are those of the Persian calendar (domain.md C3).</summary>
public sealed class PersianOrderTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    [Fact]
    public async Task An_order_keeps_the_calendar_that_was_agreed_whatever_becomes_of_its_plan()
    {
        var plan = await service.Plan(calendar: BillingCalendar.Persian);
        var order = await service.Confirmed(plan: plan, start: Date.From(Jalali.Day("1404-10-30")));
        order.BillingPeriod.ShouldBe(new BillingInterval { Unit = IntervalUnit.Month, Count = 1, Calendar = BillingCalendar.Persian });

        plan.BillingPeriod.Calendar = BillingCalendar.Gregorian;
        await service.Plans.UpdatePlanAsync(new() { Plan = plan, UpdateMask = new() { Paths = { "billing_period.calendar" } } });

        var read = await service.Read(order);
        var more = await service.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = 2 });
        await service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved" });
        var back = await service.Orders.ReactivateSubscriptionAsync(new() { Id = order.Id });
        var other = await service.Confirmed(plan: plan);
        new[] { read, more, back }.ShouldAllBe(o => o.BillingPeriod.Calendar == BillingCalendar.Persian);
        other.BillingPeriod.Calendar.ShouldBe(BillingCalendar.Gregorian);
        (await service.Portal(order.CustomerId).GetSubscriptionAsync(new() { Id = order.Id })).BillingPeriod.ShouldBe(order.BillingPeriod);
    }

    [Fact]
    public async Task A_change_that_waits_and_the_portals_choices_say_the_calendar()
    {
        var persian = await service.Plan(30, calendar: BillingCalendar.Persian);
        var gregorian = await service.Plan();
        gregorian.SelfService.PlanChangeable = persian.SelfService.PlanChangeable = true;
        await service.Plans.UpdatePlanAsync(new() { Plan = gregorian, UpdateMask = new() { Paths = { "self_service" } } });
        await service.Plans.UpdatePlanAsync(new() { Plan = persian, UpdateMask = new() { Paths = { "self_service" } } });
        var order = await service.Confirmed(plan: gregorian);

        var changed = await service.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = persian.Id, When = Wire.ChangeWhen.EndOfPeriod });

        var portal = service.Portal(order.CustomerId);
        (changed.BillingPeriod.Calendar, changed.PendingChange.BillingPeriod.Calendar).ShouldBe((BillingCalendar.Gregorian, BillingCalendar.Persian));
        (await service.Read(order)).PendingChange.ShouldBe(changed.PendingChange);
        (await portal.GetSubscriptionAsync(new() { Id = order.Id })).PendingChange.BillingPeriod.Calendar.ShouldBe(BillingCalendar.Persian);
        (await portal.GetPlanChoicesAsync(new() { Id = order.Id })).Plans.Single(p => p.Id == persian.Id).BillingPeriod.Calendar.ShouldBe(BillingCalendar.Persian);
    }

    [Fact]
    public void Periods_begin_on_the_anchors_day_of_the_persian_month()
    {
        var order = Billed(Quotation(start: Jalali.Day("1404-11-30"), calendar: PeriodCalendar.Persian), until: "1405-04-31");

        Facts(order).ShouldBe(
        [
            "1404-11-30 1404-12-29 29", "1404-12-29 1405-01-30 30", "1405-01-30 1405-02-30 31", "1405-02-30 1405-03-30 31", "1405-03-30 1405-04-30 31", "1405-04-30 1405-05-30 31",
        ]);
        order.LiveMrr.ShouldBe(40);
    }

    [Fact]
    public void A_billing_day_trial_and_term_are_counted_by_the_same_calendar()
    {
        var order = Billed(Quotation(start: Jalali.Day("1404-11-05"), agreed: Agreed(trial: 10, term: 2, billingDay: 1), calendar: PeriodCalendar.Persian), until: "1405-06-01");

        Facts(order).ShouldBe(["1404-11-15 1404-12-01 16 of 30", "1404-12-01 1405-01-01 29", "1405-01-01 1405-02-01 31"]);
        Jalali.Text(order.TermEnd!.Value).ShouldBe("1405-02-01");
    }

    [Theory]
    [InlineData(PeriodCalendar.Gregorian, PeriodCalendar.Persian, "1404-12-20")]
    [InlineData(PeriodCalendar.Persian, PeriodCalendar.Gregorian, "1404-12-17")]
    public void A_change_to_a_plan_of_another_calendar_begins_a_period_of_its_own(PeriodCalendar from, PeriodCalendar to, string end)
    {
        // 20 Bahman is 9 February, and 9 March is 18 Esfand.
        var order = Billed(Quotation(start: Jalali.Day("1404-11-11"), calendar: from), until: "1404-11-11");
        order.Change(new ChangeDecision(Plan(to), null, ChangeWhen.Now), Staff, Midnight(to == PeriodCalendar.Persian ? "1404-11-20" : "1404-11-19"));

        var changed = order.Events<SubscriptionChanged>().Single();
        Jalali.Text(changed.Proration!.End).ShouldBe(end);
        changed.Proration.Start.ShouldBe(changed.Proration.PeriodStart);
        changed.Proration.FullPeriodDays.ShouldBe(changed.Proration.End.DayNumber - changed.Proration.Start.DayNumber);
        (changed.Old.BillingPeriod.Calendar, changed.New.BillingPeriod).ShouldBe(
            (from.ToString().ToLowerInvariant(), new EventInterval("month", 1, to.ToString().ToLowerInvariant())));
    }

    [Fact]
    public void At_the_end_of_the_period_the_other_calendar_counts_from_that_day_on()
    {
        var order = Billed(Quotation(start: Jalali.Day("1404-11-11"), calendar: PeriodCalendar.Gregorian), until: "1404-11-11");
        order.Change(new ChangeDecision(Plan(PeriodCalendar.Persian), null, ChangeWhen.EndOfPeriod), Staff, Midnight("1404-11-20"));

        // From 31 January to 28 February, 9 Esfand; from there on the 9th.
        Facts(Billed(order, until: "1405-01-20")).ShouldBe(["1404-11-11 1404-12-09 28", "1404-12-09 1405-01-09 29", "1405-01-09 1405-02-09 31"]);
    }

    [Theory]
    [InlineData(null, 20)]
    [InlineData(3, 40)]
    public void A_coupon_of_some_periods_is_for_those_of_its_calendar(int? periods, decimal mrr)
    {
        var order = Quotation(start: Jalali.Day("1404-11-11"), calendar: PeriodCalendar.Persian);
        order.ApplyCoupon(SomeCoupons.Percent(50, periods), "code", Staff, Now);
        Billed(order, until: "1404-11-11").LiveMrr.ShouldBe(20);

        order.Change(new ChangeDecision(Plan(PeriodCalendar.Gregorian), null, ChangeWhen.Now), Staff, Midnight("1404-11-20"));

        order.LiveMrr.ShouldBe(mrr);
    }

    [Fact]
    public void The_quotations_mail_is_told_the_calendar()
    {
        var order = Quotation(unit: PeriodUnit.Year, calendar: PeriodCalendar.Persian);
        order.SendQuotation(Staff, Now);

        order.Events<QuotationSent>().Single().BillingPeriod.ShouldBe(new EventInterval("year", 1, "persian"));
    }

    private static PlanOffer Plan(PeriodCalendar calendar) =>
        new(Guid.CreateVersion7(), new Dictionary<string, string> { ["en"] = "Other" }, new BillingPeriod(PeriodUnit.Month, 1, calendar), 40, "");

    /// <summary>Start, end and days, of a shorter period those of the full one too.</summary>
    private static IEnumerable<string> Facts(Subscription order) => order.Events<PeriodStarted>().Select(e =>
        $"{Jalali.Text(e.PeriodStart)} {Jalali.Text(e.PeriodEnd)} {e.PeriodEnd.DayNumber - e.PeriodStart.DayNumber}"
        + (e.PeriodEnd.DayNumber - e.PeriodStart.DayNumber == e.FullPeriodDays ? "" : $" of {e.FullPeriodDays}"));

    private static Subscription Billed(Subscription order, string until)
    {
        if (order.Stage == Stage.Quotation)
        {
            order.Confirm(Staff, Now);
        }

        while (order.StartDuePeriod(Midnight(until)))
        {
        }

        return order;
    }

    private static DateTimeOffset Midnight(string day) => CivilTime.StartOfDay(Jalali.Day(day), TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome"));
}
