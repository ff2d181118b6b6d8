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
    public async Task After_72_hours_or_with_a_credit_note_it_is_too_late()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var late = await world.Subscribe("late");
        await world.Close(late);
        await world.WakeUpAt("2026-02-03T10:00:00Z");
        (await Refused.By(UndoCall(world, late))).Reason.ShouldBe("UNDO_TIME_OVER");

        var credited = await world.Subscribe("credited");
        await world.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = credited.Id, ReasonText = "Moved", Credit = Wire.ClosingCredit.Full, IssueCreditAtOnce = true });
        (await Refused.By(UndoCall(world, credited))).Reason.ShouldBe("CREDIT_GIVEN");
    }

    [Fact]
    public async Task What_a_close_gives_back_waits_for_the_end_of_its_undo()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var (undone, final) = (await world.Subscribe("undone"), await world.Subscribe("final"));
        foreach (var order in new[] { undone, final })
        {
            var asked = new Wire.SimulateCloseRequest { Id = order.Id, Credit = Wire.ClosingCredit.Full };
            (await world.Orders.SimulateCloseAsync(asked)).UndoUntil.ToDateTimeOffset().ShouldBe(world.Now.AddHours(72));
            asked.IssueCreditAtOnce = true;
            (await world.Orders.SimulateCloseAsync(asked)).UndoUntil.ShouldBeNull();
            await world.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved", Credit = Wire.ClosingCredit.Full });
            (await world.Read(order)).Closing.UndoUntil.ToDateTimeOffset().ShouldBe(world.Now.AddHours(72));
        }

        await world.Settle();
        (await Money(world, undone)).ShouldBe((0m, 40m, 0m));
        await world.WakeUpAt("2026-02-03T09:59:00Z");
        await Undo(world, undone);
        await world.WakeUpAt("2026-02-03T10:00:00Z");

        (await Money(world, undone)).ShouldBe((40m, 0m, 0m));
        (await Money(world, final)).ShouldBe((0m, 0m, 40m));
        (await Refused.By(UndoCall(world, final))).Reason.ShouldBe("UNDO_TIME_OVER");
        (await world.ChatterOf(final)).Count(e => e.Kind == Kind.CreditNoteIssued).ShouldBe(1);
        (await world.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
        (await world.BillingReconciliation.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nothing_is_left_to_issue_at_once_the_undo_stays()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var onTrial = await world.Subscribe("trial", await world.Plan(terms: new Contracts.Common.V1.BillingTerms { TrialDays = 14 }));
        var atEnd = await world.Subscribe("end");
        await world.Orders.CloseSubscriptionAsync(new() { Id = onTrial.Id, ReasonText = "Moved", Credit = Wire.ClosingCredit.Full, IssueCreditAtOnce = true });
        await world.Orders.CloseSubscriptionAsync(
            new() { Id = atEnd.Id, ReasonText = "Moved", When = Wire.CloseWhen.EndOfPeriod, Credit = Wire.ClosingCredit.Full, IssueCreditAtOnce = true });

        (await Undo(world, onTrial)).Stage.ShouldBe(Wire.Stage.InProgress);
        await world.WakeUpAt("2026-02-28T10:00:00Z");
        (await world.Read(atEnd)).Stage.ShouldBe(Wire.Stage.Churned);
        (await Undo(world, atEnd)).Stage.ShouldBe(Wire.Stage.InProgress);
    }

    [Fact]
    public async Task A_reactivation_ends_the_undo_and_gives_back_what_waited_for_it()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        await world.WakeUpAt("2026-02-14T10:00:00Z");
        await world.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved", Credit = Wire.ClosingCredit.Prorated });

        await world.Orders.ReactivateSubscriptionAsync(new Wire.ReactivateSubscriptionRequest { Id = order.Id });
        await world.Settle();

        (await world.InvoicesOf(order)).OrderBy(i => i.PeriodStart.ToDateOnly()).Select(i => (i.AmountCredited.ToDecimal(), i.AmountReserved.ToDecimal(), i.AmountDue.ToDecimal()))
            .ShouldBe([(20m, 0m, 20m), (0m, 0m, 40m)]);
        await world.PassDays(4);
        (await world.Raised<Contracts.Events.SubscriptionCloseFinalised>()).ShouldHaveSingleItem();
        (await world.BillingReconciliation.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
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

    /// <summary>Of the order's only invoice: what is due, reserved and credited.</summary>
    private static async Task<(decimal Due, decimal Reserved, decimal Credited)> Money(World world, Wire.Subscription order)
    {
        var invoice = (await world.InvoicesOf(order)).Single();
        return (invoice.AmountDue.ToDecimal(), invoice.AmountReserved.ToDecimal(), invoice.AmountCredited.ToDecimal());
    }

    private static Grpc.Core.AsyncUnaryCall<Wire.Subscription> UndoCall(World world, Wire.Subscription order) =>
        world.Orders.UndoCloseSubscriptionAsync(new Wire.UndoCloseSubscriptionRequest { Id = order.Id });

    private static async Task<Wire.Subscription> Undo(World world, Wire.Subscription order) => await UndoCall(world, order);
}
