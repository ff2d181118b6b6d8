using Contracts.Events;
using ServiceDefaults.Errors;
using Subscriptions.Passes;
using Subscriptions.Time;
using static Subscriptions.Tests.Passes.SomePasses;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Passes;

/// <summary>When passes begin, end and stand still, wherever the client is (domain.md C3, C13).</summary>
public sealed class PassDateTests
{
    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    [InlineData("Pacific/Chatham")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("America/St_Johns")]
    [InlineData("Etc/GMT+12")]
    [InlineData("UTC")]
    public void A_pass_is_good_until_midnight_where_the_client_is(string zone)
    {
        var pass = Sold(buyer: Client(zone: zone), start: Day("2026-03-16"), terms: Terms(start: PassStart.Chosen));
        pass.EndDate.ShouldBe(Day("2026-04-16"));
        var midnight = CivilTime.StartOfDay(Day("2026-04-16"), pass.Customer.Zone);
        pass.NextStepAt.ShouldBe(CivilTime.StartOfDay(Day("2026-04-09"), pass.Customer.Zone), "the reminder comes first");

        var lastMoment = midnight.AddMilliseconds(-1);
        pass.Use(lastMoment);
        pass.NextStepAt.ShouldBe(midnight);
        pass.Advance(lastMoment);
        pass.State.ShouldBe(PassState.Active);

        Should.Throw<DomainException>(() => pass.Use(midnight)).Reason.ShouldBe("PASS_EXPIRED");
        pass.Advance(midnight);
        (pass.State, pass.RemainingClasses, pass.LapsedClasses, pass.FinishedOn).ShouldBe((PassState.Expired, 0, 7, Day("2026-04-16")));
    }

    [Theory]
    // 2026-03-29 has 23 hours in Rome, 2026-10-25 has 25.
    [InlineData("2026-03-22", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z")]
    [InlineData("2026-10-18", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z")]
    public void Days_on_which_the_clock_changes_are_days(string start, string lastMoment, string midnight)
    {
        var pass = Sold(Terms(unit: PassValidityUnit.Day, count: 8, start: PassStart.Chosen), start: Day(start));
        pass.Use(Moment(lastMoment));
        Should.Throw<DomainException>(() => pass.Use(Moment(midnight))).Reason.ShouldBe("PASS_EXPIRED");
    }

    [Fact]
    public void A_day_that_a_place_left_out_ends_a_pass_as_the_one_before_does()
    {
        // Apia had no 30 December 2011.
        var pass = Sold(Terms(unit: PassValidityUnit.Day, count: 9, start: PassStart.Chosen), Client(zone: "Pacific/Apia"), start: Day("2011-12-21"), now: Moment("2011-12-21T12:00:00Z"));
        pass.EndDate.ShouldBe(Day("2011-12-30"));
        pass.Use(Moment("2011-12-30T09:59:59Z"));
        Should.Throw<DomainException>(() => pass.Use(Moment("2011-12-30T10:00:00Z"))).Reason.ShouldBe("PASS_EXPIRED");
    }

    [Fact]
    public void A_month_from_the_31st_ends_with_the_short_month_and_comes_back_to_the_31st()
    {
        var pass = Sold();
        (pass.StartDate, pass.EndDate).ShouldBe((Day("2026-01-31"), Day("2026-02-28")));

        pass.Extend(new PassExtension(new PassValidity(PassValidityUnit.Month, 1), null, 0, ""), Staff, Now);
        pass.EndDate.ShouldBe(Day("2026-03-31"));
        pass.Extend(new PassExtension(new PassValidity(PassValidityUnit.Month, 2), null, 0, ""), Staff, Now);
        pass.EndDate.ShouldBe(Day("2026-05-31"));
    }

    [Fact]
    public void What_is_over_is_extended_from_today_and_keeps_what_was_used()
    {
        var pass = Sold();
        pass.Use(Now);
        var later = Moment("2026-04-10T10:00:00Z");
        pass.Advance(later);
        (pass.State, pass.LapsedClasses).ShouldBe((PassState.Expired, 7));

        pass.Extend(new PassExtension(new PassValidity(PassValidityUnit.Week, 2), null, 2, "Ill"), Staff, later);

        (pass.State, pass.EndDate, pass.RemainingClasses, pass.UsedClasses, pass.TotalClasses, pass.LapsedClasses, pass.FinishedAt)
            .ShouldBe((PassState.Active, Day("2026-04-24"), 9, 1, 10, 0, null));
        pass.Entries.Select(e => (e.Kind, e.Classes)).ShouldBe(
            [(PassEntryKind.Grant, 8), (PassEntryKind.Use, -1), (PassEntryKind.Expire, -7), (PassEntryKind.Extend, 7), (PassEntryKind.Bonus, 2)]);
        pass.Events<PassExtended>().Single().ShouldSatisfyAllConditions(
            e => (e.OldState, e.OldEndDate, e.BonusClasses, e.RestoredClasses, e.Reason).ShouldBe(("expired", Day("2026-02-28"), 2, 7, "Ill")),
            e => (e.Pass.State, e.Pass.EndDate, e.Pass.RemainingClasses).ShouldBe(("active", Day("2026-04-24"), 9)));
    }

    [Fact]
    public void Classes_may_be_used_within_the_grace_and_lapse_after_it()
    {
        var pass = Sold(Terms(grace: 5));
        var inGrace = Moment("2026-03-04T10:00:00Z");
        pass.Advance(inGrace);
        (pass.State, pass.IsInGrace(inGrace)).ShouldBe((PassState.Active, true));
        pass.Use(inGrace);

        var after = Moment("2026-03-04T23:00:00Z");
        Should.Throw<DomainException>(() => pass.Use(after)).Reason.ShouldBe("PASS_EXPIRED");
        pass.Advance(after);
        (pass.State, pass.LapsedClasses, pass.FinishedOn).ShouldBe((PassState.Expired, 7, Day("2026-03-05")));
    }

    [Fact]
    public void A_freeze_moves_the_end_by_its_length()
    {
        var pass = Sold();
        pass.FreezeOn(Day("2026-02-10"), Day("2026-02-17"), "Holiday", Staff, Now);
        (pass.State, pass.EndDate).ShouldBe((PassState.Active, Day("2026-03-07")));
        pass.Use(Moment("2026-02-09T20:00:00Z"));
        Should.Throw<DomainException>(() => pass.Use(Moment("2026-02-10T10:00:00Z"))).Reason.ShouldBe("PASS_FROZEN");
        pass.Advance(Moment("2026-02-10T00:00:00Z"));
        pass.State.ShouldBe(PassState.Frozen);

        // Nobody has looked for a while: the freeze is over, whether that was noted or not.
        pass.Use(Moment("2026-02-17T10:00:00Z"));
        (pass.State, pass.EndDate, pass.Freeze).ShouldBe((PassState.Active, Day("2026-03-07"), null));
        pass.Events<PassUnfrozen>().Single().FrozenDays.ShouldBe(7);
    }

    [Fact]
    public void An_open_freeze_moves_the_end_when_it_is_ended_and_keeps_a_pass_from_expiring()
    {
        var pass = Sold();
        pass.FreezeOn(Day("2026-02-20"), null, "", Staff, Now);
        var june = Moment("2026-06-01T10:00:00Z");
        pass.Advance(june);
        (pass.State, pass.EndDate, pass.NextStepAt).ShouldBe((PassState.Frozen, Day("2026-02-28"), null));

        pass.Unfreeze(Staff, june);
        // Eight days were left on 20 February.
        (pass.State, pass.EndDate).ShouldBe((PassState.Active, Day("2026-06-09")));
    }

    [Fact]
    public void A_freeze_that_is_ended_early_or_called_off_gives_back_the_days()
    {
        var pass = Sold();
        pass.FreezeOn(null, Day("2026-02-10"), "", Staff, Now);
        (pass.State, pass.EndDate).ShouldBe((PassState.Frozen, Day("2026-03-10")));
        pass.Unfreeze(Staff, Moment("2026-02-03T10:00:00Z"));
        pass.EndDate.ShouldBe(Day("2026-03-03"));

        pass.FreezeOn(Day("2026-02-20"), Day("2026-02-25"), "", Staff, Moment("2026-02-03T11:00:00Z"));
        pass.EndDate.ShouldBe(Day("2026-03-08"));
        pass.Unfreeze(Staff, Moment("2026-02-05T10:00:00Z"));
        (pass.EndDate, pass.Events<PassUnfrozen>()[^1].FrozenDays).ShouldBe((Day("2026-03-03"), 0));
    }

    [Fact]
    public void A_pass_that_starts_with_the_first_visit_forgets_it_when_that_is_undone()
    {
        var pass = Sold(Terms(start: PassStart.FirstVisit));
        (pass.StartDate, pass.EndDate, pass.NextStepAt).ShouldBe((null, null, null));
        var visit = pass.Use(Moment("2026-05-31T10:00:00Z"));
        (pass.StartDate, pass.EndDate).ShouldBe((Day("2026-05-31"), Day("2026-06-30")));
        pass.UndoVisit(visit, null, "Wrong client", Staff, Moment("2026-05-31T11:00:00Z"));
        (pass.StartDate, pass.EndDate, pass.RemainingClasses).ShouldBe((null, null, 8));
    }

    [Fact]
    public void The_buyer_is_reminded_seven_days_before_the_end_and_once()
    {
        var pass = Sold();
        pass.Advance(Moment("2026-02-20T22:59:59Z"));
        pass.Events<PassExpiring>().ShouldBeEmpty();
        pass.Advance(Moment("2026-02-20T23:00:00Z"));
        pass.Advance(Moment("2026-02-22T10:00:00Z"));
        pass.Events<PassExpiring>().Single().LastDay.ShouldBe(Day("2026-02-27"));

        pass.Extend(new PassExtension(new PassValidity(PassValidityUnit.Month, 1), null, 0, ""), Staff, Moment("2026-02-23T10:00:00Z"));
        pass.Advance(Moment("2026-03-24T10:00:00Z"));
        pass.Events<PassExpiring>().Select(e => e.LastDay).ShouldBe([Day("2026-02-27"), Day("2026-03-30")]);
    }

    [Fact]
    public void A_list_that_is_entered_the_next_morning_uses_what_has_lapsed_meanwhile()
    {
        var pass = Sold();
        var next = Moment("2026-02-28T08:00:00Z");
        pass.Advance(next);
        pass.State.ShouldBe(PassState.Expired);

        var visit = pass.Use(Moment("2026-02-27T17:00:00Z"), next);
        (pass.State, pass.UsedClasses, pass.RemainingClasses, pass.LapsedClasses).ShouldBe((PassState.Expired, 1, 0, 7));
        pass.UndoVisit(visit, null, "", Staff, next);
        (pass.State, pass.UsedClasses, pass.RemainingClasses, pass.LapsedClasses).ShouldBe((PassState.Expired, 0, 0, 8));
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
