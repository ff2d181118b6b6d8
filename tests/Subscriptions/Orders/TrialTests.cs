using Contracts.Events;
using ServiceDefaults.Errors;
using Subscriptions.Orders;
using Subscriptions.Time;
using Subscriptions.Tests.Support;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Orders;

/// <summary>A trial comes before the first period, costs nothing and counts for nothing (domain.md C12).</summary>
public sealed class TrialTests
{
    private static readonly DateTimeOffset End = CivilTime.StartOfDay(new DateOnly(2026, 2, 14), Confirmed().Customer.Zone);

    [Fact]
    public void Nothing_is_billed_until_it_ends_and_the_first_period_starts_then()
    {
        var order = OnTrial();

        (order.Stage, order.InTrial, order.TrialEnd, order.CurrentPeriod).ShouldBe((Stage.InProgress, true, Day("2026-02-14"), null));
        (order.Mrr, order.LiveMrr).ShouldBe((40m, 0m));
        order.NextInvoiceAt.ShouldBe(End);
        order.StartDuePeriod(End.AddTicks(-1)).ShouldBeFalse();

        order.StartDuePeriod(End).ShouldBeTrue();

        order.InTrial.ShouldBeFalse();
        order.CurrentPeriod!.Value.ShouldBe((Day("2026-02-14"), Day("2026-03-14")));
        order.Movements.Select(m => (m.Kind, m.Amount, m.OccurredAt)).ShouldBe([(MrrMovementKind.New, 40m, End)]);
    }

    [Fact]
    public void After_a_down_time_it_counts_from_the_day_on_which_it_ended()
    {
        var order = OnTrial();

        order.StartDuePeriod(End.AddDays(100));

        order.Movements.ShouldHaveSingleItem().OccurredAt.ShouldBe(End);
    }

    [Fact]
    public void One_that_lies_wholly_in_the_past_of_its_confirmation_counts_from_the_confirmation()
    {
        var order = Quotation(start: Day("2026-01-01"), agreed: Agreed(trial: 7));

        order.Confirm(Staff, Now);

        order.Events<PeriodStarted>().Select(e => e.PeriodStart).ShouldBe([Day("2026-01-08")]);
        order.Movements.ShouldHaveSingleItem().OccurredAt.ShouldBe(Now);
    }

    [Fact]
    public void Closed_within_it_nothing_is_billed_and_nothing_has_churned()
    {
        var order = OnTrial();

        order.Close(Decision(), Staff, Now.AddDays(3));

        order.Stage.ShouldBe(Stage.Churned);
        order.Events<PeriodStarted>().ShouldBeEmpty();
        order.Movements.ShouldBeEmpty();
        order.Events<SubscriptionClosed>().ShouldHaveSingleItem().PeriodStart.ShouldBeNull();
    }

    [Fact]
    public void Closed_at_its_end_no_period_starts()
    {
        var order = OnTrial();

        order.Close(Decision(CloseWhen.EndOfPeriod), Staff, Now.AddDays(3));

        (order.Closing!.EndDate, order.NextInvoiceAt).ShouldBe((Day("2026-02-14"), null));
        order.ApplyDueClose(End.AddDays(9)).ShouldBeTrue();
        order.Movements.ShouldBeEmpty();
    }

    [Fact]
    public void A_close_after_it_churns_what_began_then()
    {
        var order = OnTrial();
        order.Close(Decision(CloseWhen.Date, Day("2026-02-20")), Staff, Now);

        order.ApplyDueClose(End.AddDays(50)).ShouldBeTrue();

        order.Movements.Select(m => (m.Kind, m.Amount)).ShouldBe([(MrrMovementKind.New, 40m), (MrrMovementKind.Churn, -40m)]);
    }

    [Fact]
    public void Undone_it_goes_on_where_it_was()
    {
        var order = OnTrial();
        order.Close(Decision(), Staff, Now.AddDays(3));

        order.UndoClose(Staff, Now.AddDays(4));

        (order.InTrial, order.NextInvoiceAt).ShouldBe((true, End));
        order.Movements.ShouldBeEmpty();
    }

    [Fact]
    public void Undone_after_its_end_the_first_period_is_billed()
    {
        var order = OnTrial();
        order.Close(Decision(), Staff, End.AddDays(-1));

        order.UndoClose(Staff, End.AddDays(1));

        order.CurrentPeriod!.Value.Start.ShouldBe(Day("2026-02-14"));
        order.Movements.Select(m => m.Kind).ShouldBe([MrrMovementKind.New]);
    }

    [Fact]
    public void Reactivated_there_is_no_second_one_and_it_counts_as_new()
    {
        var order = OnTrial();
        order.Close(Decision(), Staff, Now.AddDays(3));

        order.Reactivate(Staff, Now.AddDays(30));

        order.CurrentPeriod!.Value.ShouldBe((Day("2026-03-02"), Day("2026-04-02")));
        order.Movements.Select(m => (m.Kind, m.Amount)).ShouldBe([(MrrMovementKind.New, 40m)]);
    }

    [Fact]
    public void It_cannot_be_paused() => Should.Throw<DomainException>(() => OnTrial().PauseFrom(null, Staff, Now.AddDays(2))).Reason.ShouldBe("NOT_STARTED");

    [Fact]
    public void A_term_begins_when_it_is_over() =>
        OnTrial(term: 3).TermEnd.ShouldBe(Day("2026-05-14"));

    private static Subscription OnTrial(int term = 0)
    {
        var order = Quotation(agreed: Agreed(trial: 14, term: term));
        order.Confirm(Staff, Now);
        return order;
    }
}
