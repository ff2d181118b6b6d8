using Contracts.Events;
using ServiceDefaults.Errors;
using Subscriptions.Orders;
using Subscriptions.Time;
using Subscriptions.Tests.Support;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Orders;

/// <summary>A fixed term ends, is renewed, or renews by itself.</summary>
public sealed class TermTests
{
    [Fact]
    public void A_close_that_is_undone_while_it_is_paused_does_not_end_a_term_that_the_pause_moves()
    {
        var order = Quotation(agreed: Agreed(term: 1));
        order.Confirm(Staff, Now);
        order.PauseFrom(null, Staff, Now.AddDays(5));
        order.Close(Decision(), Staff, Now.AddDays(100));

        order.UndoClose(Staff, Now.AddDays(101));

        (order.Stage, order.Closing).ShouldBe((Stage.Paused, null));
    }

    [Fact]
    public void It_becomes_To_Renew_before_its_end_and_then_closes_by_itself()
    {
        var order = OnTerm(periods: 3);
        order.TermEnd.ShouldBe(Day("2026-04-30"));
        order.TermDueAt.ShouldBe(Midnight("2026-04-16"));
        Step(order, Midnight("2026-04-16").AddTicks(-1)).ShouldBeFalse();

        Step(order, Midnight("2026-04-16")).ShouldBeTrue();
        order.Stage.ShouldBe(Stage.ToRenew);
        order.Events<SubscriptionToRenew>().ShouldHaveSingleItem().TermEnd.ShouldBe(Day("2026-04-30"));
        Step(order, Midnight("2026-04-30").AddTicks(-1)).ShouldBeFalse();

        Step(order, Midnight("2026-04-30")).ShouldBeTrue();
        order.Stage.ShouldBe(Stage.Churned);
        (order.Closing!.EndDate, order.Closing.ReasonCode, order.Closing.ActorKind).ShouldBe((Day("2026-04-30"), "end_of_term", "system"));
        (order.NextInvoiceAt, order.TermDueAt).ShouldBe((null, null));
        Starts(order).ShouldBe(["2026-01-31", "2026-02-28", "2026-03-31"]);
        order.Movements.Select(m => (m.Kind, m.OccurredAt)).Last().ShouldBe((MrrMovementKind.Churn, Midnight("2026-04-30")));
    }

    [Fact]
    public void After_a_down_time_it_closes_as_of_its_end_and_bills_nothing_beyond()
    {
        var order = OnTerm(periods: 3);

        Step(order, Now.AddDays(400)).ShouldBeTrue();

        Starts(order).ShouldBe(["2026-01-31", "2026-02-28", "2026-03-31"]);
        (order.Stage, order.Closing!.CloseAt).ShouldBe((Stage.Churned, Midnight("2026-04-30")));
    }

    [Fact]
    public void No_period_starts_beyond_it_even_when_its_end_was_not_taken_note_of()
    {
        var order = OnTerm(periods: 2);
        while (order.StartDuePeriod(Now.AddDays(400)))
        {
        }

        Starts(order).ShouldBe(["2026-01-31", "2026-02-28"]);
        order.NextInvoiceAt.ShouldBeNull();
    }

    [Fact]
    public void Renewed_another_one_follows_from_the_same_anchor()
    {
        var order = OnTerm(periods: 3);
        Step(order, Midnight("2026-04-16"));

        order.Renew(Staff, Midnight("2026-04-20"));

        (order.Stage, order.TermEnd).ShouldBe((Stage.InProgress, Day("2026-07-31")));
        order.TermDueAt.ShouldBe(Midnight("2026-07-17"));
        order.StartDuePeriod(Midnight("2026-04-30")).ShouldBeTrue();
        order.CurrentPeriod!.Value.ShouldBe((Day("2026-04-30"), Day("2026-05-31")));
        var renewed = order.Events<SubscriptionRenewed>().ShouldHaveSingleItem();
        (renewed.OldStage, renewed.TermEnd).ShouldBe(("to_renew", Day("2026-07-31")));
        order.Movements.Select(m => m.Kind).ShouldBe([MrrMovementKind.New]);
    }

    [Fact]
    public void What_is_due_can_be_renewed_though_nobody_has_taken_note_of_it()
    {
        var order = OnTerm(periods: 3);

        order.Renew(Staff, Midnight("2026-04-16"));

        order.TermEnd.ShouldBe(Day("2026-07-31"));
        Should.Throw<DomainException>(() => OnTerm(periods: 3).Renew(Staff, Midnight("2026-04-30"))).Reason.ShouldBe("TERM_ENDED");
    }

    [Fact]
    public void Where_it_renews_by_itself_it_goes_on_without_To_Renew()
    {
        var order = OnTerm(periods: 2, renews: true);
        order.TermDueAt.ShouldBeNull();

        while (order.StartDuePeriod(Now.AddDays(150)))
        {
        }

        Starts(order).ShouldBe(["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"]);
        order.Events<SubscriptionRenewed>().Select(e => e.TermEnd).ShouldBe([Day("2026-05-31"), Day("2026-07-31")]);
        (order.Stage, order.TermEnd).ShouldBe((Stage.InProgress, Day("2026-07-31")));
        Should.Throw<DomainException>(() => order.Renew(Staff, Now.AddDays(150))).Reason.ShouldBe("RENEWS_BY_ITSELF");
    }

    [Fact]
    public void The_notice_is_never_longer_than_the_term()
    {
        var order = Quotation(unit: PeriodUnit.Week, agreed: Agreed(term: 1, notice: 30));
        order.Confirm(Staff, Now);

        order.TermDueAt.ShouldBe(Midnight("2026-01-31"));
        Step(order, Now).ShouldBeTrue();
        order.Renew(Staff, Now);

        (order.TermEnd, order.TermDueAt).ShouldBe((Day("2026-02-14"), Midnight("2026-02-07")));
    }

    [Fact]
    public void A_pause_moves_its_end_with_the_anchor()
    {
        var order = OnTerm(periods: 3);
        order.PauseFrom(null, Staff, Midnight("2026-02-10"));
        order.TermDueAt.ShouldBeNull();

        order.Resume(Staff, Midnight("2026-04-11"));

        // Eighteen days were left: the second period starts on 29 April, and the third is the last.
        order.TermEnd.ShouldBe(Day("2026-06-29"));
        order.TermDueAt.ShouldBe(Midnight("2026-06-15"));
        Step(order, Midnight("2026-06-29")).ShouldBeTrue();
        Starts(order).ShouldBe(["2026-01-31", "2026-04-29", "2026-05-29"]);
    }

    [Fact]
    public void A_pause_within_the_last_period_moves_the_end_too()
    {
        var order = OnTerm(periods: 1);
        Step(order, Midnight("2026-02-16"));
        order.PauseFrom(null, Staff, Midnight("2026-02-18"));

        order.Resume(Staff, Midnight("2026-05-01"));

        (order.TermEnd, order.NextInvoiceAt).ShouldBe((Day("2026-05-11"), null));
        Step(order, Midnight("2026-05-01")).ShouldBeTrue();
        order.Stage.ShouldBe(Stage.ToRenew);
        Step(order, Midnight("2026-05-11")).ShouldBeTrue();
        order.Closing!.EndDate.ShouldBe(Day("2026-05-11"));
    }

    [Fact]
    public void A_scheduled_close_within_it_comes_first_and_undone_it_ends_as_before()
    {
        var order = OnTerm(periods: 3);
        order.Close(Decision(CloseWhen.Date, Day("2026-03-10")), Staff, Now);
        order.TermDueAt.ShouldBeNull();
        order.ApplyDueClose(Midnight("2026-03-10")).ShouldBeTrue();
        order.Closing!.AtEndOfTerm.ShouldBeFalse();

        order.UndoClose(Staff, Midnight("2026-03-12"));

        (order.Stage, order.TermEnd, order.TermDueAt).ShouldBe((Stage.InProgress, Day("2026-04-30"), Midnight("2026-04-16")));
    }

    [Fact]
    public void A_close_may_be_on_its_last_day_and_not_after_it()
    {
        var order = OnTerm(periods: 3);
        var refused = Should.Throw<DomainException>(() => order.Close(Decision(CloseWhen.Date, Day("2026-05-01")), Staff, Now));
        refused.Violations.ShouldHaveSingleItem().Rule.ShouldBe("AFTER_TERM_END");

        order.Close(Decision(CloseWhen.Date, Day("2026-04-30")), Staff, Now);

        order.TermDueAt.ShouldBeNull();
        order.ApplyDueClose(Midnight("2026-04-30")).ShouldBeTrue();
        order.Closing!.ReasonCode.ShouldBe("");
    }

    [Fact]
    public void A_close_that_is_taken_back_after_the_term_ends_with_it_once_more_and_that_is_not_taken_back()
    {
        var order = OnTerm(periods: 3);
        Step(order, Midnight("2026-04-16"));
        order.Close(Decision(), Staff, Midnight("2026-04-29"));

        // Two days later: the term is over meanwhile.
        order.UndoClose(Staff, Midnight("2026-05-01"));

        (order.Stage, order.Closing!.AtEndOfTerm, order.Closing.EndDate).ShouldBe((Stage.Churned, true, Day("2026-04-30")));
        order.Events<SubscriptionClosed>()[^1].OldStage.ShouldBe("to_renew");
        Should.Throw<DomainException>(() => order.UndoClose(Staff, Midnight("2026-05-01"))).Reason.ShouldBe("TERM_ENDED");
        // In the order in which they were decided, none of them before the one that it follows.
        order.Movements.Select(m => (m.Kind, m.Amount)).ShouldBe(
            [(MrrMovementKind.New, 40m), (MrrMovementKind.Churn, -40m), (MrrMovementKind.ChurnReversed, 40m), (MrrMovementKind.Churn, -40m)]);
        order.Movements.Select(m => m.OccurredAt).ShouldBeInOrder();
        order.Movements.Select(m => m.OccurredAt).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void A_close_is_taken_back_to_To_Renew_while_the_term_runs()
    {
        var order = OnTerm(periods: 3);
        Step(order, Midnight("2026-04-16"));
        order.Close(Decision(), Staff, Midnight("2026-04-27"));

        order.UndoClose(Staff, Midnight("2026-04-29"));

        order.Stage.ShouldBe(Stage.ToRenew);
        Step(order, Midnight("2026-04-29")).ShouldBeFalse();
        Step(order, Midnight("2026-04-30")).ShouldBeTrue();
        order.Movements[^1].OccurredAt.ShouldBe(Midnight("2026-04-30"));
    }

    [Fact]
    public void Reactivated_it_has_a_whole_new_one()
    {
        var order = OnTerm(periods: 3);
        Step(order, Midnight("2026-05-20"));

        order.Reactivate(Staff, Midnight("2026-05-20"));

        (order.TermEnd, order.TermDueAt).ShouldBe((Day("2026-08-20"), Midnight("2026-08-06")));
    }

    [Fact]
    public void Only_a_fixed_term_near_its_end_is_renewed()
    {
        Reason(() => Confirmed().Renew(Staff, Now)).ShouldBe("NO_TERM");
        Reason(() => Quotation(agreed: Agreed(term: 3)).Renew(Staff, Now)).ShouldBe("NO_TERM");
        Reason(() => OnTerm(periods: 3).Renew(Staff, Now)).ShouldBe("NOT_TO_RENEW");
        var closing = OnTerm(periods: 3);
        Step(closing, Midnight("2026-04-16"));
        closing.Close(Decision(CloseWhen.EndOfPeriod), Staff, Midnight("2026-04-16"));
        Reason(() => closing.Renew(Staff, Midnight("2026-04-17"))).ShouldBe("CLOSE_ALREADY_SCHEDULED");
        closing.ApplyDueClose(Midnight("2026-04-30"));
        Reason(() => closing.Renew(Staff, Midnight("2026-04-30"))).ShouldBe("ALREADY_CLOSED");
    }

    private static Subscription OnTerm(int periods, bool renews = false)
    {
        var order = Quotation(agreed: Agreed(term: periods, renews: renews));
        order.Confirm(Staff, Now);
        return order;
    }

    private static bool Step(Subscription order, DateTimeOffset now) => order.AdvanceTerm(AtEndOfTerm, now);

    private static IEnumerable<string> Starts(Subscription order) => order.Events<PeriodStarted>().Select(e => $"{e.PeriodStart:yyyy-MM-dd}");

    /// <summary>The first moment of a day in Rome.</summary>
    private static DateTimeOffset Midnight(string day) => CivilTime.StartOfDay(Day(day), TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome"));

    private static string Reason(Action action) => Should.Throw<DomainException>(action).Reason;
}
