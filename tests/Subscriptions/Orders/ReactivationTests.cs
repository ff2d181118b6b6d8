using Contracts.Events;
using ServiceDefaults.Errors;
using Subscriptions.Catalogue;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Orders;

/// <summary>A closed order that comes back begins anew; a close that is undone does not.</summary>
public sealed class ReactivationTests
{
    [Fact]
    public void A_new_first_period_starts_today_and_is_the_anchor_of_all_later_ones()
    {
        var order = Closed(Now.AddDays(40));

        // 30 April, where the customer is.
        order.Reactivate(Staff, Now.AddDays(89));

        (order.Stage, order.Closing).ShouldBe((Stage.InProgress, null));
        order.CurrentPeriod!.Value.ShouldBe((Day("2026-04-30"), Day("2026-05-30")));
        order.StartDuePeriod(Now.AddDays(120)).ShouldBeTrue();
        order.CurrentPeriod!.Value.ShouldBe((Day("2026-05-30"), Day("2026-06-30")));
        order.PeriodIndex.ShouldBe(3);
    }

    [Fact]
    public void What_the_close_gives_back_is_final_with_it_and_no_change_that_the_close_put_aside_comes_back()
    {
        var order = Confirmed();
        order.Change(new ChangeDecision(null, 3, ChangeWhen.EndOfPeriod), Staff, Now);
        order.Close(Decision() with { Credit = ClosingCredit.Full }, Staff, Now.AddDays(1));
        order.Events<SubscriptionCloseFinalised>().ShouldBeEmpty();

        order.Reactivate(Staff, Now.AddDays(2));

        order.Events<SubscriptionCloseFinalised>().ShouldHaveSingleItem().OccurredAt.ShouldBe(Now.AddDays(2));
        (order.PendingChange, order.CreditDueAt, order.PlanTerms.Quantity).ShouldBe((null, null, 1));
        order.FinaliseDueClose(Now.AddDays(10)).ShouldBeFalse();
    }

    [Fact]
    public void One_offs_are_not_billed_again()
    {
        var order = Closed(Now.AddDays(1));

        order.Reactivate(Staff, Now.AddDays(2));

        order.Events<PeriodStarted>().Select(e => e.Lines.Count).ShouldBe([2, 1]);
    }

    [Fact]
    public void What_was_never_billed_begins_with_its_one_offs()
    {
        var order = Quotation(start: Day("2026-06-01"));
        order.Confirm(Staff, Now);
        order.Close(Decision(), Staff, Now.AddDays(1));

        order.Reactivate(Staff, Now.AddDays(5));

        order.StartDate.ShouldBe(Day("2026-02-05"));
        order.Events<PeriodStarted>().ShouldHaveSingleItem().Lines.Count.ShouldBe(2);
        order.Movements.Select(m => (m.Kind, m.Amount)).ShouldBe([(MrrMovementKind.New, 40m)], "what never began is no churn");
    }

    [Fact]
    public void It_is_one_movement_of_the_whole_amount_after_the_discount_of_its_first_period()
    {
        var order = Quotation();
        order.ApplyCoupon(SomeCoupons.Percent(50, 1), "code", Staff, Now);
        order.Confirm(Staff, Now);
        order.Close(Decision(), Staff, Now.AddDays(3));

        order.Reactivate(Staff, Now.AddDays(30));

        order.Movements.Select(m => (m.Kind, m.Amount, m.OccurredAt)).ShouldBe(
            [(MrrMovementKind.New, 20m, Now), (MrrMovementKind.Churn, -20m, Now.AddDays(3)), (MrrMovementKind.Reactivation, 40m, Now.AddDays(30))]);
    }

    [Fact]
    public void A_day_from_which_a_period_was_billed_is_not_billed_from_again()
    {
        var order = Closed(Now.AddHours(1));

        Reason(() => order.Reactivate(Staff, Now.AddHours(2))).ShouldBe("PERIOD_STARTED_TODAY");

        order.Reactivate(Staff, Now.AddDays(1));
        order.Stage.ShouldBe(Stage.InProgress);
    }

    [Fact]
    public void Only_what_is_closed_comes_back()
    {
        Reason(() => Quotation().Reactivate(Staff, Now)).ShouldBe("NOT_CLOSED");
        Reason(() => Confirmed().Reactivate(Staff, Now)).ShouldBe("NOT_CLOSED");
        var scheduled = Confirmed();
        scheduled.Close(Decision(CloseWhen.EndOfPeriod), Staff, Now);
        Reason(() => scheduled.Reactivate(Staff, Now)).ShouldBe("NOT_CLOSED");
    }

    [Fact]
    public void One_that_was_closed_while_it_was_paused_runs_again_and_its_pause_is_over()
    {
        var order = Confirmed();
        order.PauseFrom(Day("2026-06-01"), Staff, Now.AddDays(5));
        order.Close(Decision(), Staff, Now.AddDays(20));

        order.Reactivate(Staff, Now.AddDays(30));

        (order.Stage, order.Pause, order.ResumeDueAt).ShouldBe((Stage.InProgress, null, null));
        order.CurrentPeriod!.Value.ShouldBe((Day("2026-03-02"), Day("2026-04-02")));
        order.Movements.Sum(m => m.Amount).ShouldBe(40);
        order.Movements.Count(m => m.Kind == MrrMovementKind.Resumed && m.Amount == 0).ShouldBe(1);
    }

    [Fact]
    public void The_extended_period_of_an_old_pause_is_forgotten()
    {
        var order = Confirmed();
        order.PauseFrom(null, Staff, Now.AddDays(5));
        order.Resume(Staff, Now.AddDays(40));
        order.Close(Decision(), Staff, Now.AddDays(45));

        order.Reactivate(Staff, Now.AddDays(50));

        order.CurrentPeriod!.Value.ShouldBe((Day("2026-03-22"), Day("2026-04-22")));
    }

    [Fact]
    public void Each_churn_keeps_its_reason()
    {
        var order = Confirmed();
        order.Close(Decision() with { ReasonCode = "too_expensive" }, Staff, Now.AddDays(1));
        order.Reactivate(Staff, Now.AddDays(9));
        order.Close(Decision(), Staff, Now.AddDays(20));

        order.Movements.Where(m => m.Kind == MrrMovementKind.Churn).Select(m => m.ReasonCode).ShouldBe(["too_expensive", ""]);
        order.Movements.Where(m => m.Kind != MrrMovementKind.Churn).ShouldAllBe(m => m.ReasonCode == null);
    }

    private static Subscription Closed(DateTimeOffset at)
    {
        var order = Confirmed();
        order.Close(Decision(), Staff, at);
        return order;
    }

    private static string Reason(Action action) => Should.Throw<DomainException>(action).Reason;
}
