using Kind = Contracts.Notifications.V1.ChatterKind;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>A close that took effect can be taken back for 72 hours; the order is then as if it had never been closed.</summary>
public sealed class UndoTests
{
    [Fact]
    public async Task Anchor_price_and_next_invoice_are_as_before_and_it_counts_neither_as_churn_nor_as_reactivation()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        await world.WakeUpAt("2026-02-05T10:00:00Z");
        var before = await world.Read(order);
        await world.Close(order);
        await world.PassDays(2);

        var undone = await Undo(world, order);

        undone.Stage.ShouldBe(Wire.Stage.InProgress);
        undone.Closing.ShouldBeNull();
        (undone.NextInvoiceDate, undone.RecurringTotal, undone.CurrentPeriodStart, undone.CurrentPeriodEnd)
            .ShouldBe((before.NextInvoiceDate, before.RecurringTotal, before.CurrentPeriodStart, before.CurrentPeriodEnd));
        await world.WakeUpAt("2026-04-08T10:00:00Z");
        (await world.InvoicesOf(order)).Select(i => $"{i.PeriodStart.ToDateOnly():MM-dd}").Order().ShouldBe(["01-31", "02-28", "03-31"]);
        (await world.Movements()).ShouldBe([("New", 40m), ("Churn", -40m), ("ChurnReversed", 40m)]);
        var entry = (await world.ChatterOf(order)).Single(e => e.Kind == Kind.CloseUndone);
        (entry.OldStage, entry.NewStage).ShouldBe(("churned", "in_progress"));
    }

    [Fact]
    public async Task A_period_that_would_have_begun_meanwhile_is_billed_once()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        await world.WakeUpAt("2026-02-27T10:00:00Z");
        await world.Close(order);
        await world.PassDays(2);
        (await world.InvoicesOf(order)).Count.ShouldBe(1);

        await Undo(world, order);
        await world.PassDays(1);

        (await world.InvoicesOf(order)).Select(i => $"{i.PeriodStart.ToDateOnly():MM-dd}").Order().ShouldBe(["01-31", "02-28"]);
    }

    [Fact]
    public async Task After_72_hours_or_with_a_credit_it_is_too_late()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var late = await world.Subscribe("late");
        await world.Close(late);
        await world.WakeUpAt("2026-02-03T10:00:00Z");
        (await Refused.By(UndoCall(world, late))).Reason.ShouldBe("UNDO_TIME_OVER");

        var credited = await world.Subscribe("credited");
        await world.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = credited.Id, ReasonText = "Moved", Credit = Wire.ClosingCredit.Full });
        (await Refused.By(UndoCall(world, credited))).Reason.ShouldBe("CREDIT_GIVEN");
    }

    [Fact]
    public async Task Customers_take_back_only_what_they_closed_themselves()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var byStaff = await world.Subscribe("staff");
        await world.Close(byStaff);
        var own = await world.Subscribe("own");
        await world.CloseInPortal(own, await world.Reason());

        (await Refused.By(world.Portal(byStaff).UndoCloseSubscriptionAsync(new() { Id = byStaff.Id }))).Reason.ShouldBe("SCHEDULED_BY_STAFF");
        (await world.Portal(own).UndoCloseSubscriptionAsync(new() { Id = own.Id })).Stage.ShouldBe(Wire.Stage.InProgress);
    }

    private static Grpc.Core.AsyncUnaryCall<Wire.Subscription> UndoCall(World world, Wire.Subscription order) =>
        world.Orders.UndoCloseSubscriptionAsync(new Wire.UndoCloseSubscriptionRequest { Id = order.Id });

    private static async Task<Wire.Subscription> Undo(World world, Wire.Subscription order) => await UndoCall(world, order);
}
