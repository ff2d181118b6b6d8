using Contracts.Events;
using ServiceDefaults.Errors;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Subscriptions.Time;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Orders;

/// <summary>
/// A customer moves between the time zones where days begin first and last, on the first and on the last day of a period and at its exclusive end: whatever is
/// done then takes effect on a day of the period that no earlier step has passed (domain.md C15b).
/// </summary>
public sealed class ZoneMoveTests
{
    private static readonly string[] Zones = ["Pacific/Kiritimati", "Pacific/Apia", "Pacific/Honolulu", "Pacific/Pago_Pago"];
    private static readonly DateOnly Start = Day("2026-02-10");
    private static readonly DateOnly End = Start.AddDays(7);

    public enum Moment
    {
        FirstDay,
        LastDay,

        /// <summary>The next period has been started.</summary>
        End,

        /// <summary>Nobody has taken note of it yet.</summary>
        EndUnnoticed,
    }

    public static TheoryData<string, string, Moment> Moves
    {
        get
        {
            var moves = new TheoryData<string, string, Moment>();
            foreach (var from in Zones)
            {
                foreach (var to in Zones.Where(zone => zone != from))
                {
                    foreach (var moment in Enum.GetValues<Moment>())
                    {
                        moves.Add(from, to, moment);
                    }
                }
            }

            return moves;
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void A_change_bills_anew_between_one_day_and_those_that_were_billed(string from, string to, Moment moment)
    {
        var (order, reached, now) = Moved(from, to, moment);
        var (start, end) = order.CurrentPeriod!.Value;

        order.Change(new ChangeDecision(null, 2, ChangeWhen.Now), Staff, now);

        if (order.Events<SubscriptionChanged>().SingleOrDefault()?.Proration is not { } rest)
        {
            // The period had ended where the customer was: the change comes with the next.
            (reached, order.PendingChangeDate).ShouldBe((end, end));
            return;
        }

        rest.Start.ShouldBeInRange(Later(start, reached), end.AddDays(-1));
        (rest.PeriodStart, rest.End, rest.FullPeriodDays).ShouldBe((start, end, 7));
        FollowOneAnother(order, now);
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void A_change_to_another_billing_period_replaces_no_day_that_was_served(string from, string to, Moment moment)
    {
        var (order, reached, now) = Moved(from, to, moment);
        var running = order.CurrentPeriod!.Value;
        var monthly = new PlanOffer(Guid.CreateVersion7(), new Dictionary<string, string> { ["en"] = "Other" }, new BillingPeriod(PeriodUnit.Month, 1, PeriodCalendar.Gregorian), 90, "");

        order.Change(new ChangeDecision(monthly, null, ChangeWhen.Now), Staff, now);

        if (order.Events<SubscriptionChanged>().SingleOrDefault()?.Proration is { } rest)
        {
            rest.Start.ShouldBeInRange(Later(running.Start, reached), running.End.AddDays(-1));
            (rest.End.DayNumber - rest.Start.DayNumber).ShouldBe(rest.FullPeriodDays);
        }

        FollowOneAnother(order, now);
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void A_close_ends_on_a_day_of_the_running_period_and_what_comes_back_bills_no_day_twice(string from, string to, Moment moment)
    {
        var (order, reached, now) = Moved(from, to, moment);
        var (start, end) = order.CurrentPeriod!.Value;

        order.Close(Decision(), Staff, now);

        var closed = order.Events<SubscriptionClosed>().Single();
        closed.EndDate.ShouldBeInRange(Later(start, reached), end);
        (closed.PeriodStart, closed.PeriodEnd).ShouldBe((start, end));
        // The calendar may be two days behind what was reached.
        for (var waited = 0; order.Stage == Stage.Churned && waited < 4; waited++)
        {
            try
            {
                order.Reactivate(Staff, now.AddDays(waited));
            }
            catch (DomainException refusal)
            {
                refusal.Reason.ShouldBe("PERIOD_STARTED_TODAY");
            }
        }

        order.Events<SubscriptionReactivated>().Single().StartDate.ShouldBeGreaterThanOrEqualTo(closed.EndDate);
        var again = order.Events<PeriodStarted>()[^1];
        (again.PeriodStart, order.CurrentPeriod!.Value.Start).ShouldBe((order.Events<SubscriptionReactivated>().Single().StartDate, again.PeriodStart));
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void A_pause_keeps_between_none_and_the_days_that_were_billed(string from, string to, Moment moment)
    {
        foreach (var wait in new[] { 0, 10 })
        {
            var (order, reached, now) = Moved(from, to, moment);
            var (start, end) = order.CurrentPeriod!.Value;

            order.PauseFrom(null, Staff, now);
            order.Resume(Staff, now.AddDays(wait));

            var (paused, resumed) = (order.Events<SubscriptionPaused>().Single(), order.Events<SubscriptionResumed>().Single());
            paused.PauseDate.ShouldBeInRange(Later(start, reached), end);
            paused.DaysLeft.ShouldBe(end.DayNumber - paused.PauseDate.DayNumber);
            resumed.NextInvoiceDate.ShouldBe(resumed.ResumeDate.AddDays(paused.DaysLeft));
            FollowOneAnother(order, now.AddDays(wait));
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void A_move_during_a_pause_keeps_its_days(string from, string to, Moment moment)
    {
        var (order, now) = Begun(from, moment);
        order.PauseFrom(null, Staff, now);
        Move(order, to, now);

        order.Resume(Staff, now);
        // And back, now that days were moved.
        Move(order, from, now);
        order.PauseFrom(null, Staff, now);

        var pauses = order.Events<SubscriptionPaused>().ToList();
        order.Events<SubscriptionResumed>().Single().ResumeDate.ShouldBeGreaterThanOrEqualTo(pauses[0].PauseDate);
        pauses[1].DaysLeft.ShouldBeInRange(0, pauses[0].DaysLeft);
        pauses[0].DaysLeft.ShouldBeInRange(1, 7);
    }

    [Fact]
    public void On_the_first_day_a_move_back_leaves_the_seven_days_that_were_billed()
    {
        var (changed, _, now) = Moved("Pacific/Apia", "Pacific/Honolulu", Moment.FirstDay);
        changed.Change(new ChangeDecision(null, 2, ChangeWhen.Now), Staff, now);
        var (paused, _, _) = Moved("Pacific/Apia", "Pacific/Honolulu", Moment.FirstDay);
        paused.PauseFrom(null, Staff, now);

        var rest = changed.Events<SubscriptionChanged>().Single().Proration!;
        (rest.Start, rest.End).ShouldBe((Start, End));
        paused.Events<SubscriptionPaused>().Single().DaysLeft.ShouldBe(7);
    }

    /// <returns>The order, the day that it was where the customer was, and the moment.</returns>
    private static (Subscription Order, DateOnly Reached, DateTimeOffset Now) Moved(string from, string to, Moment moment)
    {
        var (order, now) = Begun(from, moment);
        var reached = CivilTime.DateAt(now, order.Customer.Zone);
        Move(order, to, now);
        Work(order, now);
        return (order, reached, now);
    }

    private static (Subscription Order, DateTimeOffset Now) Begun(string zone, Moment moment)
    {
        var order = Quotation(unit: PeriodUnit.Week, timeZone: zone, start: Start);
        order.Confirm(Staff, Now);
        Work(order, CivilTime.StartOfDay(Start, order.Customer.Zone));
        var end = CivilTime.StartOfDay(End, order.Customer.Zone);
        var now = moment switch
        {
            Moment.FirstDay => CivilTime.StartOfDay(Start, order.Customer.Zone).AddMinutes(30),
            Moment.LastDay => end.AddMinutes(-30),
            _ => end,
        };
        if (moment != Moment.EndUnnoticed)
        {
            Work(order, now);
        }

        return (order, now);
    }

    private static void Move(Subscription order, string to, DateTimeOffset now)
    {
        var reached = CivilTime.DateAt(now, order.Customer.Zone);
        order.Customer.Update(order.Customer.Terms() with { TimeZone = to }, now);
        order.CustomerChanged(reached, now);
    }

    /// <summary>No day is billed by two periods, and none is left out but those of a pause.</summary>
    private static void FollowOneAnother(Subscription order, DateTimeOffset now)
    {
        Work(order, now.AddDays(60));
        var next = Start;
        foreach (var e in order.Events<IEvent>())
        {
            switch (e)
            {
                case PeriodStarted period:
                    period.PeriodStart.ShouldBe(next);
                    next = period.PeriodEnd;
                    break;
                case SubscriptionResumed resumed:
                    resumed.NextInvoiceDate.ShouldBeGreaterThanOrEqualTo(next);
                    next = resumed.NextInvoiceDate;
                    break;
                case SubscriptionChanged { Proration: { } rest }:
                    next = rest.End;
                    break;
            }
        }
    }

    private static void Work(Subscription order, DateTimeOffset now)
    {
        while (order.StartDuePeriod(now))
        {
        }
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
