using ServiceDefaults.Errors;
using Subscriptions.Catalogue;
using Subscriptions.Orders;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Orders;

/// <summary>The order itself, without database and wire.</summary>
public sealed class SubscriptionTests
{
    [Fact]
    public void Periods_start_one_at_a_time_and_catch_up_in_order()
    {
        var order = Confirmed();
        var later = Now.AddDays(90);
        var starts = new List<DateOnly> { order.CurrentPeriod!.Value.Start };

        while (order.StartDuePeriod(later))
        {
            starts.Add(order.CurrentPeriod!.Value.Start);
        }

        starts.ShouldBe([Day("2026-01-31"), Day("2026-02-28"), Day("2026-03-31"), Day("2026-04-30")]);
        order.CurrentPeriod!.Value.End.ShouldBe(Day("2026-05-31"));
    }

    [Fact]
    public void A_period_that_is_not_due_does_not_start() => Confirmed().StartDuePeriod(Now.AddDays(27)).ShouldBeFalse();

    [Fact]
    public void Nothing_starts_before_a_start_that_lies_ahead()
    {
        var order = Quotation(start: Day("2026-03-01"));

        order.Confirm(Staff, Now);

        order.CurrentPeriod.ShouldBeNull();
        order.NextInvoiceAt.ShouldBe(new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_scheduled_close_that_was_missed_bills_what_began_before_it_and_nothing_after()
    {
        var order = Confirmed();
        order.Close(Decision(CloseWhen.Date, Day("2026-04-10")), Staff, Now);

        order.ApplyDueClose(Now.AddDays(200)).ShouldBeTrue();

        order.PeriodIndex.ShouldBe(2);
        order.CurrentPeriod!.Value.ShouldBe((Day("2026-03-31"), Day("2026-04-30")));
        order.NextInvoiceAt.ShouldBeNull();
        order.Closing!.EndDate.ShouldBe(Day("2026-04-10"));
    }

    [Fact]
    public void Closing_now_after_a_down_time_bills_what_began_in_it()
    {
        var order = Confirmed();

        order.Close(Decision(), Staff, Now.AddDays(60));

        order.PeriodIndex.ShouldBe(2);
        order.Stage.ShouldBe(Stage.Churned);
    }

    [Fact]
    public void The_end_of_the_period_is_that_of_the_period_that_runs_now_even_after_a_down_time()
    {
        var order = Confirmed();

        order.Close(Decision(CloseWhen.EndOfPeriod), Staff, Now.AddDays(40));

        order.Stage.ShouldBe(Stage.InProgress);
        order.Closing!.EndDate.ShouldBe(Day("2026-03-31"));
    }

    [Fact]
    public void No_period_starts_at_the_very_instant_of_the_end()
    {
        var order = Confirmed();

        order.Close(Decision(CloseWhen.EndOfPeriod), Staff, Now);

        order.NextInvoiceAt.ShouldBeNull();
        order.StartDuePeriod(Now.AddDays(100)).ShouldBeFalse();
        order.ApplyDueClose(order.Closing!.CloseAt).ShouldBeTrue();
        order.PeriodIndex.ShouldBe(0);
    }

    [Fact]
    public void A_close_is_not_taken_before_its_time()
    {
        var order = Confirmed();
        order.Close(Decision(CloseWhen.EndOfPeriod), Staff, Now);

        order.ApplyDueClose(order.Closing!.CloseAt.AddTicks(-1)).ShouldBeFalse();

        order.Stage.ShouldBe(Stage.InProgress);
    }

    [Fact]
    public void A_credit_at_once_of_a_close_that_leaves_no_day_of_a_period_ends_no_undo()
    {
        var (atEnd, before) = (Confirmed(), Confirmed());
        atEnd.Close(Decision(CloseWhen.EndOfPeriod) with { Credit = ClosingCredit.Full, CreditAtOnce = true }, Staff, Now);
        before.Close(Decision() with { Credit = ClosingCredit.Full, CreditAtOnce = true }, Staff, Now.AddDays(1));

        atEnd.ApplyDueClose(atEnd.Closing!.CloseAt).ShouldBeTrue();

        atEnd.UndoDenial(atEnd.Closing!.CloseAt).ShouldBeNull();
        before.UndoDenial(Now.AddDays(1)).ShouldBe("CREDIT_GIVEN");
    }

    [Fact]
    public void Undoing_brings_the_next_period_back()
    {
        var order = Confirmed();
        var next = order.NextInvoiceAt;
        order.Close(Decision(CloseWhen.EndOfPeriod), Staff, Now);

        order.UndoClose(Staff, Now);

        order.NextInvoiceAt.ShouldBe(next);
        order.Closing.ShouldBeNull();
        order.CloseDueAt.ShouldBeNull();
    }

    [Fact]
    public void The_order_guards_itself_whatever_the_policy_said()
    {
        Reason(() => Quotation().Close(Decision(), Staff, Now)).ShouldBe("NOT_CONFIRMED");
        Reason(() => Closed().Close(Decision(), Staff, Now)).ShouldBe("ALREADY_CLOSED");
        Reason(() => Closed().UndoClose(Staff, Now.AddHours(72))).ShouldBe("UNDO_TIME_OVER");
        Reason(() => Closed().PauseFrom(null, Staff, Now)).ShouldBe("ALREADY_CLOSED");
        Reason(() => Confirmed().Resume(Staff, Now)).ShouldBe("NOT_PAUSED");
        Reason(() => Confirmed().UndoClose(Staff, Now)).ShouldBe("NO_CLOSE_SCHEDULED");
        Reason(() => Confirmed().Confirm(Staff, Now)).ShouldBe("NOT_A_QUOTATION");
        Reason(() => Paused().Confirm(Staff, Now)).ShouldBe("NOT_A_QUOTATION");
        Reason(() => Confirmed().CancelQuotation(Staff, Now)).ShouldBe("STAGE_MOVE_NOT_ALLOWED");
        Reason(() => Confirmed().SendQuotation(Staff, Now)).ShouldBe("NOT_A_QUOTATION");
    }

    private static Subscription Closed()
    {
        var order = Confirmed();
        order.Close(Decision(), Staff, Now);
        return order;
    }

    private static Subscription Paused()
    {
        var order = Confirmed();
        order.PauseFrom(null, Staff, Now);
        return order;
    }

    private static string Reason(Action action) => Should.Throw<DomainException>(action).Reason;
}
