using ServiceDefaults.Data;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

public sealed class StartDateOnSqlite() : StartDateTests(DatabaseProvider.Sqlite);

public sealed class StartDateOnPostgres() : StartDateTests(DatabaseProvider.Postgres);

/// <summary>Orders that begin later, and orders that began before they were confirmed.</summary>
public abstract class StartDateTests(DatabaseProvider database)
{
    [Fact]
    public async Task A_start_that_lies_ahead_is_billed_on_its_day_where_the_customer_is()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z", database);
        var order = await world.Subscribe(timeZone: "Asia/Kolkata", start: "2026-03-31");
        (order.Stage, order.NextInvoiceDate.Text(), order.CurrentPeriodStart).ShouldBe((Wire.Stage.InProgress, "2026-03-31", null));

        // Midnight in Kolkata is at 18:30 UTC of the day before.
        await world.WakeUpAt("2026-03-30T18:29:00Z");
        (await world.InvoicesOf(order)).ShouldBeEmpty();
        await world.WakeUpAt("2026-05-31T00:00:00Z");

        (await world.Billed(order)).Select(i => i.Period()).ShouldBe(["2026-03-31 2026-04-30", "2026-04-30 2026-05-31", "2026-05-31 2026-06-30"]);
    }

    [Fact]
    public async Task A_start_in_the_past_bills_each_missed_period_once_and_in_order()
    {
        await using var world = await World.At("2026-07-05T10:00:00Z", database);
        var quotation = await world.Quote(start: "2025-12-31");

        await world.Orders.ConfirmSubscriptionAsync(new() { Id = quotation.Id });
        await world.PassDays(1);

        var invoices = await world.Billed(quotation);
        invoices.Select(i => i.PeriodStart.Text()).ShouldBe(["2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"]);
        invoices.Select(i => i.Number).ShouldBe(Enumerable.Range(1, 7).Select(n => $"INV/2026/{n:00000}"));
        (await world.Movements()).ShouldBe([("New", 40m)]);
    }

    [Theory]
    [InlineData("2025-01-13", false)]
    [InlineData("2025-01-14", true)]
    [InlineData("2031-01-15", true)]
    [InlineData("2031-01-16", false)]
    public async Task A_start_has_its_bounds(string start, bool accepted)
    {
        await using var world = await World.At("2026-01-15T10:00:00Z", database);
        var known = await world.Quote();
        var wanted = new Wire.Subscription { CustomerId = known.CustomerId, PlanId = known.PlanId, StartDate = Dates.On(start) };

        if (accepted)
        {
            (await world.Orders.CreateSubscriptionAsync(new() { Subscription = wanted })).StartDate.Text().ShouldBe(start);
            return;
        }

        (await Refused.By(world.Orders.CreateSubscriptionAsync(new() { Subscription = wanted }))).Violations.ShouldBe(["subscription.start_date:DATE_OUT_OF_RANGE"]);
    }

    [Fact]
    public async Task Closed_before_its_start_nothing_is_billed_and_it_can_come_back_from_that_day_on()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z", database);
        var order = await world.Subscribe(start: "2026-03-31");
        await world.PassDays(5);
        await world.Close(order);
        await world.WakeUpAt("2026-04-10T10:00:00Z");
        (await world.InvoicesOf(order)).ShouldBeEmpty();

        var back = await world.Orders.ReactivateSubscriptionAsync(new() { Id = order.Id });

        back.StartDate.Text().ShouldBe("2026-04-10");
        (await world.Billed(order)).Select(i => i.Period()).ShouldBe(["2026-04-10 2026-05-10"]);
    }
}
