using Contracts.Events;
using ServiceDefaults.Data;
using Kind = Contracts.Notifications.V1.ChatterKind;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

public sealed class ClosingOnSqlite() : ClosingTests(DatabaseProvider.Sqlite);

public sealed class ClosingOnPostgres() : ClosingTests(DatabaseProvider.Postgres);

/// <summary>A close through all services: one decision, one chatter entry, one mail, no invoice more (domain.md C14).</summary>
public abstract class ClosingTests(DatabaseProvider database)
{
    [Fact]
    public async Task Submitted_many_times_at_once_a_close_has_one_chatter_entry_and_one_mail()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z", database);
        var order = await world.Subscribe();

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => world.Close(order, requestId: "submit-1")));

        results.Distinct().ShouldHaveSingleItem();
        (await world.ChatterOf(order)).Count(e => e.Kind == Kind.Closed).ShouldBe(1);
        (await world.MailsOf(order, "subscription_closed")).ShouldHaveSingleItem();
        (await world.Raised<SubscriptionClosed>()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Delivered_twice_a_close_has_one_chatter_entry_and_one_mail()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z", database);
        var order = await world.Subscribe();
        await world.Close(order);
        await world.Settle();

        await world.DeliverAgain<SubscriptionClosed>();
        await world.Delivered((await world.Raised<SubscriptionClosed>()).Single().EventId, 2);

        (await world.ChatterOf(order)).Count(e => e.Kind == Kind.Closed).ShouldBe(1);
        (await world.MailsOf(order, "subscription_closed")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_close_at_the_end_of_the_period_is_told_when_it_is_decided_and_when_it_takes_effect()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z", database);
        var order = await world.Subscribe();
        await world.Close(order, when: Wire.CloseWhen.EndOfPeriod);
        (await world.ChatterOf(order)).Count(e => e.Kind == Kind.CloseScheduled).ShouldBe(1);
        (await world.Read(order)).Stage.ShouldBe(Wire.Stage.InProgress);

        await world.PassDays(27);
        (await world.Read(order)).Stage.ShouldBe(Wire.Stage.InProgress);
        await world.PassDays(1);

        (await world.Read(order)).Stage.ShouldBe(Wire.Stage.Churned);
        (await world.ChatterOf(order)).Count(e => e.Kind == Kind.Closed).ShouldBe(1);
        (await world.MailsOf(order, "subscription_closed")).ShouldHaveSingleItem();
        (await world.InvoicesOf(order)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_undone_close_goes_on_as_if_nothing_had_been_decided()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z", database);
        var order = await world.Subscribe();
        await world.Close(order, when: Wire.CloseWhen.EndOfPeriod);

        await world.Orders.UndoCloseSubscriptionAsync(new Wire.UndoCloseSubscriptionRequest { Id = order.Id });
        await world.PassDays(30);

        (await world.Read(order)).Stage.ShouldBe(Wire.Stage.InProgress);
        (await world.InvoicesOf(order)).Count.ShouldBe(2);
        (await world.ChatterOf(order)).Select(e => e.Kind).ShouldContain(Kind.CloseUndone);
    }

    [Fact]
    public async Task A_sleep_of_months_is_invoiced_period_by_period_when_it_wakes_up()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z", database);
        var order = await world.Subscribe();

        await world.WakeUpAt("2026-05-01T12:00:00Z");

        (await world.InvoicesOf(order)).Select(i => $"{i.PeriodStart.ToDateOnly():MM-dd}").Order().ShouldBe(["01-31", "02-28", "03-31", "04-30"]);
        (await world.InvoicesOf(order)).Select(i => i.Number).ShouldBeUnique();
    }

    [Fact]
    public async Task Unpaid_invoices_stay_due_after_the_close_and_no_other_follows()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z", database);
        var order = await world.Subscribe();
        await world.Close(order);

        await world.PassDays(40);

        var invoice = (await world.InvoicesOf(order)).ShouldHaveSingleItem();
        invoice.AmountDue.ToDecimal().ShouldBe(40);
    }
}
