using Contracts.Events;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using BillingWire = Contracts.Billing.V1;
using Kind = Contracts.Notifications.V1.ChatterKind;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>SPEC A1, configuration and administrator, over gRPC; each test bears the number of its line.</summary>
public sealed class AdministratorTests
{
    [Fact]
    public async Task A1_01_The_business_decides_whether_customers_manage_their_subscriptions_at_all()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var (order, reason) = (await world.Subscribe(), await world.Reason());
        await world.SetSelfService(false);

        var verdict = await world.MayClose(order, inPortal: true);
        var refused = await Refused.By(world.Portal(order).CloseSubscriptionAsync(new Wire.ClosePortalSubscriptionRequest { Id = order.Id, ReasonId = reason.Id }));

        verdict.ReasonCode.ShouldBe("SELF_SERVICE_DISABLED");
        (refused.Status, refused.Reason).ShouldBe((StatusCode.FailedPrecondition, "SELF_SERVICE_DISABLED"));
        (await world.Read(order)).ShouldBe(order);
        (await world.MayClose(order)).Allowed.ShouldBeTrue("staff are not customers");

        await world.SetSelfService(true);
        (await world.CloseInPortal(order, reason)).Stage.ShouldBe(Wire.Stage.Churned);
    }

    [Fact]
    public async Task A1_03_Off_means_no_close_for_customers_the_server_refuses_whatever_the_client_sends()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var (order, reason) = (await world.Subscribe(plan: await world.Plan(closable: false)), await world.Reason());

        (await world.MayClose(order, inPortal: true)).ReasonCode.ShouldBe("PLAN_NOT_CLOSABLE");
        foreach (var when in (Wire.CloseWhen[])[Wire.CloseWhen.Unspecified, Wire.CloseWhen.Now, Wire.CloseWhen.Date, Wire.CloseWhen.EndOfPeriod, (Wire.CloseWhen)99])
        {
            foreach (var reasonId in (string[])[reason.Id, "", "because"])
            {
                var refused = await Refused.By(world.Portal(order).CloseSubscriptionAsync(
                    new Wire.ClosePortalSubscriptionRequest { Id = order.Id, ReasonId = reasonId, When = when, Comment = "please", Etag = order.Etag }));
                refused.Reason.ShouldBe("PLAN_NOT_CLOSABLE");
            }
        }

        (await world.Read(order)).ShouldBe(order);
        (await world.Raised<SubscriptionClosed>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A1_03_Changing_Closable_takes_effect_at_once_on_running_subscriptions()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var (order, reason) = (await world.Subscribe(), await world.Reason());
        (await world.MayClose(order, inPortal: true)).Allowed.ShouldBeTrue();

        await world.SetClosable(order.PlanId, false);
        (await world.MayClose(order, inPortal: true)).Allowed.ShouldBeFalse();
        (await Refused.By(world.Portal(order).CloseSubscriptionAsync(new Wire.ClosePortalSubscriptionRequest { Id = order.Id, ReasonId = reason.Id }))).Reason.ShouldBe("PLAN_NOT_CLOSABLE");

        await world.SetClosable(order.PlanId, true);
        (await world.CloseInPortal(order, reason)).Stage.ShouldBe(Wire.Stage.Churned);
    }

    [Fact]
    public async Task A1_04_Reasons_are_added_renamed_per_language_reordered_and_retired()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var (a, b, c) = (await world.Reason("a", "A"), await world.Reason("b", "B"), await world.Reason("c", "C"));

        var label = World.Text("Too dear");
        label.Values["fa"] = "خیلی گران";
        await world.Reasons.UpdateCloseReasonAsync(new Wire.UpdateCloseReasonRequest
        {
            CloseReason = new Wire.CloseReason { Id = a.Id, Label = label },
            UpdateMask = new FieldMask { Paths = { "label" } },
        });
        await world.Reorder(c, a, b);
        await world.Reasons.RetireCloseReasonAsync(new Wire.RetireCloseReasonRequest { Id = b.Id });

        var offered = await world.OwnReasons();
        offered.Select(r => r.Code).ShouldBe(["c", "a"]);
        offered[1].Label.ShouldBe(label);
        (await world.OwnReasons(includeRetired: true)).Select(r => r.Code).ShouldBe(["c", "a", "b"]);
        await world.Reasons.RestoreCloseReasonAsync(new Wire.RestoreCloseReasonRequest { Id = b.Id });
        (await world.OwnReasons()).Select(r => r.Code).ShouldBe(["c", "a", "b"]);
    }

    [Fact]
    public async Task A1_04_A_retired_or_renamed_reason_stays_readable_on_old_subscriptions()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var (order, reason) = (await world.Subscribe(), await world.Reason());
        await world.CloseInPortal(order, reason);

        await world.Reasons.UpdateCloseReasonAsync(new Wire.UpdateCloseReasonRequest { CloseReason = new Wire.CloseReason { Id = reason.Id, Label = World.Text("Renamed") } });
        await world.Reasons.RetireCloseReasonAsync(new Wire.RetireCloseReasonRequest { Id = reason.Id });

        var closing = (await world.Read(order)).Closing;
        closing.Reason.ShouldBe(reason.Label);
        closing.ReasonCode.ShouldBe("too_expensive");
        (await world.ReadInPortal(order)).CloseReason.ShouldBe("Too expensive");
    }

    [Fact]
    public async Task A1_05_Confirming_a_quotation_makes_it_a_sales_order_in_progress()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var quotation = await world.Quote();
        quotation.Stage.ShouldBe(Wire.Stage.Quotation);
        quotation.StartDate.ShouldBeNull();

        var order = await world.Orders.ConfirmSubscriptionAsync(new Wire.ConfirmSubscriptionRequest { Id = quotation.Id });

        order.ShouldSatisfyAllConditions(
            s => s.Stage.ShouldBe(Wire.Stage.InProgress),
            s => s.Number.ShouldBe(quotation.Number),
            s => s.StartDate.ToDateOnly().ShouldBe(new DateOnly(2026, 1, 31)),
            s => s.CurrentPeriodEnd.ToDateOnly().ShouldBe(new DateOnly(2026, 2, 28)),
            s => s.ConfirmTime.ToDateTimeOffset().ShouldBe(world.Now));
        (await world.InvoicesOf(order)).ShouldHaveSingleItem().Total.ToDecimal().ShouldBe(40);
        (await world.ChatterOf(order)).Select(e => e.Kind).ShouldContain(Kind.Confirmed);
    }

    [Fact]
    public async Task A1_06_Close_is_possible_from_the_confirmation_on()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var quotation = await world.Quote();
        var before = await world.MayClose(quotation);
        before.Allowed.ShouldBeFalse();
        before.ReasonCode.ShouldBe("NOT_CONFIRMED");
        before.Explanation.ShouldNotBeEmpty();

        await world.Orders.ConfirmSubscriptionAsync(new Wire.ConfirmSubscriptionRequest { Id = quotation.Id });

        (await world.MayClose(quotation)).Allowed.ShouldBeTrue();
    }

    [Fact]
    public async Task A1_07_Close_stays_possible_after_the_invoice_and_after_its_payment()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Subscribe();
        var invoice = (await world.InvoicesOf(order)).Single();
        (await world.MayClose(order)).Allowed.ShouldBeTrue("invoiced");

        var paid = await world.Invoices.RegisterPaymentAsync(new BillingWire.RegisterPaymentRequest { InvoiceId = invoice.Id, Method = BillingWire.PaymentMethod.BankTransfer });
        paid.State.ShouldBe(BillingWire.InvoiceState.Paid);
        (await world.MayClose(order)).Allowed.ShouldBeTrue("paid");

        (await world.Close(order)).Stage.ShouldBe(Wire.Stage.Churned);
        (await world.InvoicesOf(order)).Single().State.ShouldBe(BillingWire.InvoiceState.Paid);
    }

    [Fact]
    public async Task A1_08_The_administrator_types_a_reason_or_picks_one()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var (typed, picked, reason) = (await world.Subscribe("ada"), await world.Subscribe("bob"), await world.Reason());

        var closedTyped = await world.Close(typed, "Asked by phone");
        var closedPicked = await world.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = picked.Id, ReasonId = reason.Id, Comment = "by phone" });

        closedTyped.Closing.Reason.Values["en"].ShouldBe("Asked by phone");
        (closedTyped.Closing.ReasonId, closedTyped.Closing.ReasonCode).ShouldBe(("", ""));
        closedPicked.Closing.Reason.ShouldBe(reason.Label);
        (closedPicked.Closing.ReasonId, closedPicked.Closing.ReasonCode, closedPicked.Closing.Comment).ShouldBe((reason.Id, "too_expensive", "by phone"));
    }

    [Fact]
    public async Task A1_09_Submit_without_a_reason_is_refused_and_nothing_changes_at_all()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Subscribe();
        var chatter = await world.ChatterOf(order);

        (await Refused.By(world.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id }))).Violations.ShouldBe(["reason:REQUIRED"]);
        (await Refused.By(world.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = " " }))).Violations.ShouldBe(["reason_text:REQUIRED"]);

        (await world.Read(order)).ShouldBe(order);
        (await world.ChatterOf(order)).ShouldBe(chatter);
    }

    [Fact]
    public async Task A1_10_Submit_makes_the_order_churned_and_shows_the_reason_on_it()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Subscribe();

        await world.Close(order, "Moved away");

        var closed = await world.Read(order);
        closed.Stage.ShouldBe(Wire.Stage.Churned);
        closed.Closing.Reason.Values["en"].ShouldBe("Moved away");
        closed.NextInvoiceDate.ShouldBeNull();
    }

    [Fact]
    public async Task A1_11_The_same_reason_is_in_the_chatter_with_who_did_it_and_when()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Subscribe();

        await world.Close(order, "Moved away");

        var entry = (await world.ChatterOf(order)).Where(e => e.Kind == Kind.Closed).ShouldHaveSingleItem();
        entry.ShouldSatisfyAllConditions(
            e => e.Reason.Values["en"].ShouldBe("Moved away"),
            e => e.Actor.Name.ShouldBe("Maria Rossi"),
            e => e.OccurTime.ToDateTimeOffset().ShouldBe(world.Now),
            e => (e.OldStage, e.NewStage).ShouldBe(("in_progress", "churned")),
            e => e.EndDate.ToDateOnly().ShouldBe(new DateOnly(2026, 1, 15)));
    }

    [Fact]
    public async Task A1_12_Preview_shows_exactly_what_the_customer_sees_and_changes_nothing()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var (order, reason) = (await world.Subscribe(), await world.Reason());
        var (preview, portal) = (world.Preview(order), world.Portal(order));
        var get = new Wire.GetPortalSubscriptionRequest { Id = order.Id };

        (await preview.GetSubscriptionAsync(get)).ShouldBe(await portal.GetSubscriptionAsync(get));
        (await preview.ListSubscriptionsAsync(new())).ShouldBe(await portal.ListSubscriptionsAsync(new()));
        (await preview.GetProfileAsync(new())).ShouldBe(await portal.GetProfileAsync(new()));
        (await preview.ListCloseReasonsAsync(new())).ShouldBe(await portal.ListCloseReasonsAsync(new()));
        (await preview.ListSubscriptionActionsAsync(new() { Id = order.Id })).ShouldBe(await portal.ListSubscriptionActionsAsync(new() { Id = order.Id }));

        var refused = await Refused.By(preview.CloseSubscriptionAsync(new Wire.ClosePortalSubscriptionRequest { Id = order.Id, ReasonId = reason.Id }));
        (refused.Status, refused.Reason).ShouldBe((StatusCode.PermissionDenied, "PREVIEW_READ_ONLY"));
        (await world.Read(order)).ShouldBe(order);
    }
}
