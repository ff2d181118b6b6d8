using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Google.Protobuf.WellKnownTypes;
using Screens.Components;
using Shouldly;
using Xunit;

namespace Screens.Tests;

public class CloseEffectTests
{
    const string AtOnce = "Issuing the credit note at once ends this.";

    [Fact]
    public async Task A5_51_A_close_that_ends_access_now_says_so_and_names_no_day_that_is_over() =>
        (await Rendered.Text<CloseEffect>(new { Of = Simulation(lastDay: new(2026, 11, 28)), TimeZone = "UTC" }))
            .ShouldSatisfyAllConditions(text => text.ShouldContain("Access ends now"), text => text.ShouldNotContain("28 Nov"));

    [Fact]
    public async Task A5_51_What_begins_today_and_is_closed_now_has_no_last_day_and_says_that_access_ends()
    {
        var simulation = Simulation(lastDay: new(2026, 11, 28));
        simulation.LastDay = null;
        (await Rendered.Text<CloseEffect>(new { Of = simulation, TimeZone = "UTC" })).ShouldContain("Access ends now");
    }

    [Theory]
    [InlineData("2026-11-29")]
    [InlineData("2026-12-31")]
    public async Task A5_51_A_close_to_come_names_the_last_day_of_access(string day) =>
        (await Rendered.Text<CloseEffect>(new { Of = Simulation(lastDay: DateOnly.Parse(day, null)), TimeZone = "UTC" }))
            .ShouldSatisfyAllConditions(text => text.ShouldContain($"Last day of access {DateOnly.Parse(day, null).Day} "), text => text.ShouldNotContain("Access ends now"));

    [Fact]
    public async Task A5_51_Whether_access_ends_now_is_asked_of_the_customers_day_and_not_of_UTC() =>
        // It is the 30th already on Kiritimati.
        (await Rendered.Text<CloseEffect>(new { Of = Simulation(lastDay: new(2026, 11, 29)), TimeZone = "Pacific/Kiritimati" })).ShouldContain("Access ends now");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A6_52_It_says_until_when_the_close_can_be_undone_and_to_staff_what_ends_that(bool staff)
    {
        var text = await Rendered.Text<CloseEffect>(new { Of = Simulation(lastDay: new(2026, 11, 28)), TimeZone = "Europe/Rome", ForStaff = staff });
        text.ShouldContain("Can be undone until 2 Dec 2026, 11:00 72 hours after the close");
        text.Contains(AtOnce, StringComparison.Ordinal).ShouldBe(staff);
    }

    [Fact]
    public async Task A6_52_A_credit_that_is_issued_at_once_ends_the_undo()
    {
        var simulation = Simulation(lastDay: new(2026, 11, 28));
        simulation.UndoUntil = null;
        (await Rendered.Text<CloseEffect>(new { Of = simulation, TimeZone = "UTC", ForStaff = true }))
            .ShouldSatisfyAllConditions(text => text.ShouldContain("Cannot be undone: the credit note is issued at once"), text => text.ShouldNotContain("72 hours"));
    }

    static CloseSimulation Simulation(DateOnly lastDay)
    {
        var nothing = Money.From(0, "EUR");
        return new CloseSimulation
        {
            EndDate = Date.From(lastDay.AddDays(1)),
            LastDay = Date.From(lastDay),
            Credit = Money.From(12.90m, "EUR"),
            Refund = nothing,
            AccountCredit = Money.From(12.90m, "EUR"),
            NoLongerDue = nothing,
            AmountDue = nothing,
            MrrChange = nothing,
            UndoUntil = Timestamp.FromDateTimeOffset(Rendered.Now.AddHours(72)),
        };
    }
}
