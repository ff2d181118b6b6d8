using Contracts.Events;
using Subscriptions.Orders;
using Subscriptions.Time;
using Subscriptions.Tests.Support;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Orders;

/// <summary>SPEC 42: a trial that ends is told of seven days before its first charge, a period of six months or more thirty days before.</summary>
public sealed class ChargeNoticeTests
{
    [Fact]
    public void The_end_of_a_trial_is_told_of_once_seven_days_before()
    {
        var order = Confirmed(agreed: Agreed(trial: 14));
        order.ChargeNoticeDueAt.ShouldBe(Midnight("2026-02-07"));
        order.RaiseDueChargeNotice(Midnight("2026-02-07").AddTicks(-1)).ShouldBeFalse();

        order.RaiseDueChargeNotice(Midnight("2026-02-07")).ShouldBeTrue();

        var reported = order.Events<SubscriptionChargeAhead>().ShouldHaveSingleItem();
        (reported.AfterTrial, reported.ChargeDate, reported.RecurringTotal, reported.BillingPeriod.Unit).ShouldBe((true, Day("2026-02-14"), new EventMoney("EUR", 40), "month"));
        order.ChargeNoticeDueAt.ShouldBeNull();
        order.StartDuePeriod(Midnight("2026-02-14"));
        order.ChargeNoticeDueAt.ShouldBeNull("a month needs no notice");
    }

    [Fact]
    public void A_short_trial_is_told_of_on_its_first_day() => Confirmed(agreed: Agreed(trial: 3)).ChargeNoticeDueAt.ShouldBe(Midnight("2026-01-31"));

    [Theory]
    [InlineData(PeriodUnit.Year, 1, "2027-01-01")]
    [InlineData(PeriodUnit.Month, 6, "2026-07-01")]
    [InlineData(PeriodUnit.Week, 26, "2026-07-02")]
    [InlineData(PeriodUnit.Day, 182, "2026-07-02")]
    [InlineData(PeriodUnit.Month, 5, null)]
    [InlineData(PeriodUnit.Week, 25, null)]
    [InlineData(PeriodUnit.Day, 181, null)]
    public void A_long_period_is_told_of_thirty_days_before(PeriodUnit unit, int count, string? notice) =>
        Confirmed(unit: unit, count: count).ChargeNoticeDueAt.ShouldBe(notice is null ? null : Midnight(notice));

    [Fact]
    public void Each_long_period_is_told_of_once_and_one_that_is_due_is_charged_instead()
    {
        var order = Confirmed(unit: PeriodUnit.Year);
        order.RaiseDueChargeNotice(Midnight("2027-01-01")).ShouldBeTrue();
        order.CustomerChanged(Day("2027-01-01"), Midnight("2027-01-01"));
        order.RaiseDueChargeNotice(Midnight("2027-01-02")).ShouldBeFalse();
        order.StartDuePeriod(Midnight("2027-01-31"));
        order.ChargeNoticeDueAt.ShouldBe(Midnight("2028-01-01"));

        order.RaiseDueChargeNotice(Midnight("2028-01-31")).ShouldBeTrue();

        order.Events<SubscriptionChargeAhead>().Select(e => (e.AfterTrial, e.ChargeDate)).ShouldBe([(false, Day("2027-01-31"))]);
    }

    [Fact]
    public void What_will_not_be_charged_is_not_told_of()
    {
        Confirmed(price: 0, unit: PeriodUnit.Year).ChargeNoticeDueAt.ShouldBeNull("nothing is to pay");
        var paused = Confirmed(unit: PeriodUnit.Year);
        paused.PauseFrom(null, Staff, Now.AddDays(5));
        paused.ChargeNoticeDueAt.ShouldBeNull("nobody knows the day");
        var closing = Confirmed(unit: PeriodUnit.Year);
        closing.Close(Decision(CloseWhen.EndOfPeriod), Staff, Now.AddDays(5));
        closing.ChargeNoticeDueAt.ShouldBeNull("it ends before");
        closing.UndoClose(Staff, Now.AddDays(6));
        closing.ChargeNoticeDueAt.ShouldBe(Midnight("2027-01-01"));
        var closed = Confirmed(agreed: Agreed(trial: 14));
        closed.Close(Decision(), Staff, Now.AddDays(5));
        closed.ChargeNoticeDueAt.ShouldBeNull("it is over");
        Confirmed(unit: PeriodUnit.Year, agreed: Agreed(term: 1)).ChargeNoticeDueAt.ShouldBeNull("the term ends, which is told by itself");
    }

    private static Subscription Confirmed(decimal price = 40, PeriodUnit unit = PeriodUnit.Month, int count = 1, OrderTerms? agreed = null)
    {
        var order = Quotation(price, unit: unit, count: count, agreed: agreed);
        order.Confirm(Staff, Now);
        return order;
    }

    private static DateTimeOffset Midnight(string day) => CivilTime.StartOfDay(Day(day), Quotation().Customer.Zone);
}
