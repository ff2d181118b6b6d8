using Contracts.Common.V1;
using Kind = Contracts.Notifications.V1.ChatterKind;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>A close puts a pending change aside, and its undo brings it back (domain.md "Undo").</summary>
public sealed class UndoneChangeTests
{
    [Fact]
    public async Task It_comes_back_exactly_as_it_was_while_its_day_lies_ahead()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await Downgraded(world);
        var before = await world.Read(order);
        var (revenue, invoices) = (await world.Movements(), (await world.Billed(order)).Count);

        var shown = await world.Orders.SimulateCloseAsync(new() { Id = order.Id });
        var closed = await world.Close(order);

        (shown.CancelledChange.PlanName.In("en"), shown.CancelledChange.Quantity, shown.CancelledChange.ChangeDate.Text()).ShouldBe(("Basic", 1, "2026-02-28"));
        shown.Mails.ShouldBe([Wire.MailPreview.Closed]);
        closed.PendingChange.ShouldBeNull();
        closed.CancelledChange.ShouldBe(shown.CancelledChange);
        (await world.ReadInPortal(order)).CancelledChange.ShouldBe(shown.CancelledChange);
        (await Refused.By(world.Orders.CancelPendingChangeAsync(new() { Id = order.Id }))).Reason.ShouldBe("NO_PENDING_CHANGE");
        await world.PassDays(2);

        var undone = await world.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id });

        (undone.PendingChange, undone.NextInvoiceDate, undone.RecurringTotal, undone.CancelledChange, undone.Closing)
            .ShouldBe((before.PendingChange, before.NextInvoiceDate, before.RecurringTotal, null, null));
        (await world.Movements()).ShouldBe([.. revenue, ("Churn", -60m), ("ChurnReversed", 60m)]);
        (await world.Billed(order)).Count.ShouldBe(invoices);
        (await world.ChatterOf(order)).Select(e => e.Kind).Where(IsOfChange).Reverse().ShouldBe([Kind.ChangeScheduled, Kind.ChangeCancelled, Kind.ChangeScheduled]);
        (await world.MailsOf(order, "change_scheduled")).Count.ShouldBe(2);
        (await world.MailsOf(order, "change_cancelled")).ShouldBeEmpty();
        await world.WakeUpAt("2026-03-31T10:00:00Z");
        (await world.Billed(order)).Select(i => (i.PeriodStart.Text(), i.Total.ToDecimal())).ShouldBe([("2026-01-31", 60m), ("2026-02-28", 40m), ("2026-03-31", 40m)]);
        (await world.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Undone_after_its_day_it_takes_effect_on_that_day_as_if_nothing_had_been_closed()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await Downgraded(world);
        await world.WakeUpAt("2026-02-27T10:00:00Z");
        await world.Close(order);
        await world.WakeUpAt("2026-03-01T10:00:00Z");

        var undone = await world.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id });

        (undone.PlanName.In("en"), undone.PendingChange, undone.CurrentPeriodStart.Text(), undone.NextInvoiceDate.Text()).ShouldBe(("Basic", null, "2026-02-28", "2026-03-31"));
        (await world.Billed(order)).Select(i => (i.PeriodStart.Text(), i.Total.ToDecimal())).ShouldBe([("2026-01-31", 60m), ("2026-02-28", 40m)]);
        (await world.Movements()).ShouldBe([("New", 60m), ("Churn", -60m), ("ChurnReversed", 60m), ("Contraction", -20m)], ignoreOrder: true);
        (await world.ChatterOf(order)).Select(e => e.Kind).Where(IsOfChange).Reverse().ShouldBe([Kind.ChangeScheduled, Kind.ChangeCancelled, Kind.Changed]);
        (await world.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_close_that_comes_later_than_the_change_lets_it_take_effect()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await Downgraded(world);
        Wire.SimulateCloseRequest question = new() { Id = order.Id, When = Wire.CloseWhen.Date, CloseDate = Dates.On("2026-03-10") };

        var shown = await world.Orders.SimulateCloseAsync(question);
        var scheduled = await world.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved", When = question.When, CloseDate = question.CloseDate });

        (shown.CancelledChange, scheduled.CancelledChange, scheduled.PendingChange.ChangeDate.Text()).ShouldBe((null, null, "2026-02-28"));
        shown.Periods.Select(p => (p.Start.Text(), p.Amount.ToDecimal())).ShouldBe([("2026-02-28", 40m)]);
        await world.WakeUpAt("2026-03-11T10:00:00Z");
        (await world.Billed(order)).Select(i => (i.PeriodStart.Text(), i.Total.ToDecimal())).ShouldBe([("2026-01-31", 60m), ("2026-02-28", 40m)]);
        (await world.Movements()).ShouldBe([("New", 60m), ("Contraction", -20m), ("Churn", -40m)]);
        (await world.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id })).PlanName.In("en").ShouldBe("Basic");
    }

    [Fact]
    public async Task One_to_a_longer_period_is_put_aside_by_any_close_and_waits_for_the_next_period_after_an_undo()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var (monthly, yearly) = (await world.Plan("Monthly"), await world.Plan("Yearly", 400, unit: IntervalUnit.Year));
        var order = await world.Subscribe(plan: monthly);
        await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = yearly.Id, When = Wire.ChangeWhen.EndOfPeriod });

        var scheduled = await world.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved", When = Wire.CloseWhen.Date, CloseDate = Dates.On("2026-03-10") });
        scheduled.CancelledChange.PlanName.In("en").ShouldBe("Yearly");
        await world.WakeUpAt("2026-03-05T10:00:00Z");
        (await world.Billed(order)).Select(i => i.Total.ToDecimal()).ShouldBe([40m, 40m]);

        var undone = await world.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id });

        (undone.PendingChange.PlanName.In("en"), undone.PendingChange.ChangeDate.Text()).ShouldBe(("Yearly", "2026-03-31"));
    }

    [Fact]
    public async Task After_a_reactivation_it_is_gone()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await Downgraded(world);
        await world.Close(order);
        await world.PassDays(1);

        var again = await world.Orders.ReactivateSubscriptionAsync(new() { Id = order.Id });

        (again.PendingChange, again.CancelledChange, again.PlanName.In("en")).ShouldBe((null, null, "Pro"));
        await world.WakeUpAt("2026-04-30T10:00:00Z");
        (await world.Read(order)).PlanName.In("en").ShouldBe("Pro");
    }

    private static bool IsOfChange(Kind kind) => kind is Kind.ChangeScheduled or Kind.ChangeCancelled or Kind.Changed;

    /// <summary>Started on 31 January at 60.00; from 28 February on it is 40.00.</summary>
    private static async Task<Wire.Subscription> Downgraded(World world)
    {
        var (basic, pro) = (await world.Plan("Basic"), await world.Plan("Pro", 60));
        var order = await world.Subscribe(plan: pro);
        await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = basic.Id });
        await world.PassDays(1);
        return order;
    }
}
