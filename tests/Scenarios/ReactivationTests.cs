using Contracts.Plans.V1;
using Grpc.Core;
using BillingWire = Contracts.Billing.V1;
using Kind = Contracts.Notifications.V1.ChatterKind;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>A closed subscription comes back: a new beginning at the old prices.</summary>
public sealed class ReactivationTests
{
    [Fact]
    public async Task What_the_preview_shows_is_what_happens()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        await world.WakeUpAt("2026-03-05T10:00:00Z");
        await world.Close(order);
        await world.WakeUpAt("2026-04-20T10:00:00Z");
        var before = await world.Read(order);

        var shown = await world.Orders.PreviewReactivationAsync(new() { Id = order.Id });
        (await world.Read(order)).ShouldBe(before);
        var billedBefore = (await world.Billed(order)).Count;

        var back = await world.Orders.ReactivateSubscriptionAsync(new() { Id = order.Id });

        (back.Stage, back.Closing).ShouldBe((Wire.Stage.InProgress, null));
        (shown.StartDate.Text(), shown.UndoUntil, shown.MrrChange.ToDecimal()).ShouldBe(("2026-04-20", null, 40m));
        (shown.NextInvoiceDate, shown.RecurringTotal).ShouldBe((back.NextInvoiceDate, back.RecurringTotal));
        shown.Periods.Select(p => (p.Start, p.End, p.Amount)).ShouldBe((await world.Billed(order)).Skip(billedBefore).Select(i => (i.PeriodStart, i.PeriodEnd, i.Total)));
        await world.WakeUpAt("2026-06-21T10:00:00Z");
        (await world.Billed(order)).Select(i => i.PeriodStart.Text()).ShouldBe(["2026-01-31", "2026-02-28", "2026-04-20", "2026-05-20", "2026-06-20"]);
        (await world.Movements()).ShouldBe([("New", 40m), ("Churn", -40m), ("Reactivation", 40m)]);
        var chatter = await world.ChatterOf(order);
        var entry = chatter.Single(e => e.Kind == Kind.Reactivated);
        (entry.OldStage, entry.NewStage, entry.Amount.ToDecimal()).ShouldBe(("churned", "in_progress", 40m));
        // Why it was closed stays readable.
        chatter.Single(e => e.Kind == Kind.Closed).Reason.In("en").ShouldBe("Moved");
    }

    [Fact]
    public async Task Undo_and_reactivation_are_both_offered_while_both_are_possible()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        await world.PassDays(2);
        await world.Close(order);
        await world.PassDays(1);

        (await Allowed(world, order)).ShouldBe([Wire.Action.UndoClose, Wire.Action.Reactivate]);
        (await world.Orders.PreviewReactivationAsync(new() { Id = order.Id })).UndoUntil.ToDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 2, 5, 10, 0, 0, TimeSpan.Zero));
        await world.PassDays(3);
        (await Allowed(world, order)).ShouldBe([Wire.Action.Reactivate]);

        await world.Orders.ReactivateSubscriptionAsync(new() { Id = order.Id });
        var allowed = await Allowed(world, order);
        allowed.ShouldContain(Wire.Action.Close);
        allowed.ShouldContain(Wire.Action.Pause);
        allowed.ShouldNotContain(Wire.Action.Reactivate);
        allowed.ShouldNotContain(Wire.Action.UndoClose);
        (await Refused.By(world.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id }))).Reason.ShouldBe("NO_CLOSE_SCHEDULED");
    }

    [Fact]
    public async Task The_prices_are_those_of_the_order_whatever_the_plan_costs_now()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var plan = await world.Plan();
        var order = await world.Subscribe(plan: plan);
        await world.PassDays(2);
        await world.Close(order);
        await world.Plans.UpdatePlanAsync(new UpdatePlanRequest
        {
            Plan = new Plan { Id = plan.Id, Price = Contracts.Common.V1.Money.From(90, "EUR") },
            UpdateMask = new Google.Protobuf.WellKnownTypes.FieldMask { Paths = { "price" } },
        });
        await world.PassDays(5);

        await world.Orders.ReactivateSubscriptionAsync(new() { Id = order.Id });

        (await world.Billed(order))[^1].Total.ToDecimal().ShouldBe(40);
    }

    [Fact]
    public async Task Customers_come_back_by_themselves_where_the_plan_says_so_and_is_still_offered()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var plan = await world.Plan();
        var order = await world.Subscribe(plan: plan);
        var stranger = await world.Subscribe("bob", plan);
        await world.PassDays(1);
        await world.Close(order);
        (await Refused.By(InPortal(world, order))).Reason.ShouldBe("PLAN_NOT_REACTIVATABLE");
        (await Refused.By(world.Portal(order).PreviewReactivationAsync(new() { Id = order.Id }))).Reason.ShouldBe("PLAN_NOT_REACTIVATABLE");
        await world.SetSwitches(plan.Id, new SelfService { Reactivatable = true });
        (await Refused.By(world.Portal(stranger).ReactivateSubscriptionAsync(new() { Id = order.Id }))).Status.ShouldBe(StatusCode.NotFound);
        await world.SetSelfService(false);
        (await Refused.By(InPortal(world, order))).Reason.ShouldBe("SELF_SERVICE_DISABLED");
        await world.SetSelfService(true);

        (await world.Portal(order).PreviewReactivationAsync(new() { Id = order.Id })).StartDate.Text().ShouldBe("2026-01-16");
        (await InPortal(world, order)).Stage.ShouldBe(Wire.Stage.InProgress);

        await world.PassDays(1);
        await world.Close(order);
        await world.Plans.ArchivePlanAsync(new ArchivePlanRequest { Id = plan.Id });
        await world.PassDays(1);
        (await Refused.By(InPortal(world, order))).Reason.ShouldBe("PLAN_ARCHIVED");
        (await world.Orders.ReactivateSubscriptionAsync(new() { Id = order.Id })).Stage.ShouldBe(Wire.Stage.InProgress);
    }

    [Fact]
    public async Task What_was_closed_for_want_of_payment_comes_back_by_the_customers_hand_when_it_is_paid()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var plan = await world.Plan();
        await world.SetSwitches(plan.Id, new SelfService { Reactivatable = true });
        var order = await world.Subscribe(plan: plan);
        var invoice = (await world.InvoicesOf(order)).Single();
        await world.WakeUpAt("2026-02-10T10:00:00Z");
        var unpaid = await world.Reason("unpaid", "Unpaid", "Non pagato");
        await world.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonId = unpaid.Id });
        await world.PassDays(1);

        (await Refused.By(InPortal(world, order))).Reason.ShouldBe("UNPAID_INVOICES");
        var reported = (await world.Portal(order).ListSubscriptionActionsAsync(new() { Id = order.Id })).Actions.Single(a => a.Action == Wire.Action.Reactivate);
        (reported.Allowed, reported.ReasonCode).ShouldBe((false, "UNPAID_INVOICES"));

        await world.Invoices.RegisterPaymentAsync(new() { InvoiceId = invoice.Id, Method = BillingWire.PaymentMethod.BankTransfer });
        (await InPortal(world, order)).Stage.ShouldBe(Wire.Stage.InProgress);
    }

    private static AsyncUnaryCall<Wire.PortalSubscription> InPortal(World world, Wire.Subscription order) =>
        world.Portal(order).ReactivateSubscriptionAsync(new() { Id = order.Id });

    private static async Task<IEnumerable<Wire.Action>> Allowed(World world, Wire.Subscription order) =>
        (await world.Orders.ListSubscriptionActionsAsync(new() { Id = order.Id })).Actions.Where(a => a.Allowed).Select(a => a.Action);
}
