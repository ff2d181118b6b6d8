using Contracts.Events;
using Subscriptions.Orders;
using Subscriptions.Time;
using Subscriptions.Tests.Support;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Orders;

/// <summary>Periods that start on a day of the month, after a shorter one that is billed by the day (domain.md C1, C3).</summary>
public sealed class BillingDayTests
{
    [Theory]
    // 31 January to 1 February: one of the 31 days of January.
    [InlineData(1, "2026-01-31 2026-02-01 2026-03-01 2026-04-01", "1 of 31 days")]
    [InlineData(15, "2026-01-31 2026-02-15 2026-03-15 2026-04-15", "15 of 31 days")]
    [InlineData(30, "2026-01-31 2026-02-28 2026-03-30 2026-04-30", "28 of 29 days")]
    public void The_first_days_are_billed_by_the_day_and_full_periods_follow(int day, string starts, string days)
    {
        var order = Billed(Quotation(agreed: Agreed(billingDay: day)), until: "2026-04-30");

        order.Events<PeriodStarted>().Take(4).Select(e => $"{e.PeriodStart:yyyy-MM-dd}").ShouldBe(starts.Split(' '));
        var (first, second) = (order.Events<PeriodStarted>()[0], order.Events<PeriodStarted>()[1]);
        Days(first).ShouldBe(days);
        first.Lines.Select(l => (l.Recurring, l.UnitPrice)).ShouldBe([(true, 40m), (false, 100m)]);
        Days(second).ShouldBe("");
        second.Lines.ShouldHaveSingleItem().UnitPrice.ShouldBe(40);
        order.Movements.ShouldHaveSingleItem().Amount.ShouldBe(40);
    }

    [Fact]
    public void A_start_on_the_billing_day_has_no_shorter_period()
    {
        var order = Billed(Quotation(agreed: Agreed(billingDay: 31)), until: "2026-05-31");

        order.Events<PeriodStarted>().Select(e => $"{e.PeriodStart:MM-dd} {e.PeriodEnd:MM-dd}")
            .ShouldBe(["01-31 02-28", "02-28 03-31", "03-31 04-30", "04-30 05-31", "05-31 06-30"]);
        order.Events<PeriodStarted>().ShouldAllBe(e => Days(e) == "");
    }

    [Fact]
    public void The_31st_comes_back_after_a_short_month_wherever_it_began()
    {
        var order = Billed(Quotation(start: Day("2026-02-10"), agreed: Agreed(billingDay: 31)), until: "2026-04-30");

        order.Events<PeriodStarted>().Select(e => $"{e.PeriodStart:MM-dd} {e.PeriodEnd:MM-dd}").ShouldBe(["02-10 02-28", "02-28 03-31", "03-31 04-30", "04-30 05-31"]);
        Days(order.Events<PeriodStarted>()[0]).ShouldBe("18 of 28 days");
    }

    [Fact]
    public void A_year_is_counted_from_the_first_billing_day_too()
    {
        var order = Billed(Quotation(1200, unit: PeriodUnit.Year, start: Day("2026-03-15"), agreed: Agreed(billingDay: 1)), until: "2028-05-01");

        order.Events<PeriodStarted>().Select(e => $"{e.PeriodStart:yyyy-MM-dd}").ShouldBe(["2026-03-15", "2026-04-01", "2027-04-01", "2028-04-01"]);
        Days(order.Events<PeriodStarted>()[0]).ShouldBe("17 of 365 days");
    }

    [Fact]
    public void A_yearly_29th_of_February_is_kept_by_leap_years()
    {
        var order = Billed(Quotation(unit: PeriodUnit.Year, start: Day("2026-02-28"), agreed: Agreed(billingDay: 31)), until: "2028-03-01");

        order.Events<PeriodStarted>().Select(e => $"{e.PeriodStart:yyyy-MM-dd}").ShouldBe(["2026-02-28", "2027-02-28", "2028-02-29"]);
    }

    [Fact]
    public void After_a_pause_the_billing_day_is_kept_by_another_shorter_period()
    {
        var order = Billed(Quotation(start: Day("2026-03-01"), agreed: Agreed(billingDay: 1, term: 3)), until: "2026-03-01");
        order.PauseFrom(null, Staff, Midnight("2026-03-11"));

        // 21 days are left: they run until 1 June's 11th day, and from there to 1 July it is billed by the day.
        order.Resume(Staff, Midnight("2026-05-21"));
        while (order.StartDuePeriod(Midnight("2026-09-15")))
        {
        }

        order.Events<PeriodStarted>().Select(e => $"{e.PeriodStart:MM-dd} {e.PeriodEnd:MM-dd} {Days(e)}")
            .ShouldBe(["03-01 04-01 ", "06-11 07-01 20 of 30 days", "07-01 08-01 ", "08-01 09-01 "]);
        order.TermEnd.ShouldBe(Day("2026-09-01"));
    }

    [Fact]
    public void A_trial_ends_in_a_shorter_period_and_a_term_counts_full_ones()
    {
        var order = Billed(Quotation(start: Day("2026-02-01"), agreed: Agreed(trial: 20, term: 2, billingDay: 1)), until: "2026-12-01");

        order.Events<PeriodStarted>().Select(e => $"{e.PeriodStart:MM-dd} {e.PeriodEnd:MM-dd} {Days(e)}")
            .ShouldBe(["02-21 03-01 8 of 28 days", "03-01 04-01 ", "04-01 05-01 "]);
        order.TermEnd.ShouldBe(Day("2026-05-01"));
    }

    [Fact]
    public void Reactivated_it_comes_back_to_the_billing_day()
    {
        var order = Billed(Quotation(start: Day("2026-02-01"), agreed: Agreed(billingDay: 1)), until: "2026-02-01");
        order.Close(Decision(), Staff, Midnight("2026-02-10"));

        order.Reactivate(Staff, Midnight("2026-04-21"));

        order.CurrentPeriod!.Value.ShouldBe((Day("2026-04-21"), Day("2026-05-01")));
        Days(order.Events<PeriodStarted>()[^1]).ShouldBe("10 of 30 days");
    }

    /// <summary>Empty for a full period.</summary>
    private static string Days(PeriodStarted e) =>
        e.PeriodEnd.DayNumber - e.PeriodStart.DayNumber is var days && days == e.FullPeriodDays ? "" : $"{days} of {e.FullPeriodDays} days";

    private static Subscription Billed(Subscription order, string until)
    {
        order.Confirm(Staff, Now);
        while (order.StartDuePeriod(Midnight(until)))
        {
        }

        return order;
    }

    private static DateTimeOffset Midnight(string day) => CivilTime.StartOfDay(Day(day), TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome"));
}
