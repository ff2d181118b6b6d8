using Contracts.Events;
using Grpc.Core;
using Kind = Contracts.Notifications.V1.ChatterKind;
using NotificationsWire = Contracts.Notifications.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>SPEC A1, customer, over gRPC; each test bears the number of its line.</summary>
public sealed class CustomerTests
{
    [Fact]
    public async Task A1_13_The_portal_offers_Close_Subscription_on_the_order()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Subscribe();

        var seen = await world.ReadInPortal(order);

        seen.ShouldSatisfyAllConditions(
            s => s.Number.ShouldBe(order.Number),
            s => s.Stage.ShouldBe(Wire.Stage.InProgress),
            s => s.PlanName.ShouldBe("Pro"),
            s => s.RecurringTotal.ToDecimal().ShouldBe(40));
        (await world.MayClose(order, inPortal: true)).Allowed.ShouldBeTrue();
    }

    [Fact]
    public async Task A1_14_The_customer_chooses_from_the_list_of_reasons_in_their_order_and_the_customers_language()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Subscribe(language: "it");
        var (a, b, c) = (await world.Reason("a", "Expensive", "Caro"), await world.Reason("b", "Moved", "Trasferito"), await world.Reason("c", "Gone", "Andato"));
        await world.Reorder(b, a, c);
        await world.Reasons.RetireCloseReasonAsync(new Wire.RetireCloseReasonRequest { Id = c.Id });

        var offered = (await world.Portal(order).ListCloseReasonsAsync(new Wire.ListPortalCloseReasonsRequest())).CloseReasons;

        offered.Select(r => r.Label).ShouldBe(["Trasferito", "Caro"]);
    }

    [Fact]
    public async Task A1_15_Only_a_configured_reason_is_taken_a_custom_text_is_refused()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Subscribe();
        var retired = await world.Reason();
        await world.Reasons.RetireCloseReasonAsync(new Wire.RetireCloseReasonRequest { Id = retired.Id });

        Wire.ClosePortalSubscriptionRequest.Descriptor.FindFieldByName("reason_text").ShouldBeNull("there is no place for a text");
        (await Close("")).Violations.ShouldBe(["reason_id:REQUIRED"]);
        (await Close("I do not like it")).Violations.ShouldBe(["reason_id:UNKNOWN"]);
        (await Close(Guid.CreateVersion7().ToString())).Violations.ShouldBe(["reason_id:UNKNOWN"]);
        (await Close(retired.Id)).Reason.ShouldBe("REASON_RETIRED");
        (await world.Read(order)).ShouldBe(order);

        async Task<Refused> Close(string reasonId) => await Refused.By(world.Portal(order).CloseSubscriptionAsync(
            new Wire.ClosePortalSubscriptionRequest { Id = order.Id, ReasonId = reasonId, Comment = "I do not like it" }));
    }

    [Fact]
    public async Task A1_16_and_17_Submit_closes_the_subscription_and_the_portal_shows_it_closed()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var (order, reason) = (await world.Subscribe(), await world.Reason());

        var closed = await world.CloseInPortal(order, reason);

        closed.Stage.ShouldBe(Wire.Stage.Churned);
        closed.CloseReason.ShouldBe("Too expensive");
        closed.EndDate.ToDateOnly().ShouldBe(new DateOnly(2026, 1, 15));
        closed.NextInvoiceDate.ShouldBeNull();
        (await world.ReadInPortal(order)).ShouldBe(closed);
        (await world.MayClose(order, inPortal: true)).ReasonCode.ShouldBe("ALREADY_CLOSED");
    }

    [Fact]
    public async Task A1_18_The_chosen_reason_is_on_the_order_in_the_admin_view_and_in_its_chatter()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var (order, reason) = (await world.Subscribe("ada"), await world.Reason());

        await world.CloseInPortal(order, reason, "too much for me");

        var closing = (await world.Read(order)).Closing;
        (closing.ReasonId, closing.Comment).ShouldBe((reason.Id, "too much for me"));
        closing.Reason.ShouldBe(reason.Label);
        closing.Actor.Kind.ShouldBe(Contracts.Common.V1.ActorKind.Customer);
        var entry = (await world.ChatterOf(order)).Where(e => e.Kind == Kind.Closed).ShouldHaveSingleItem();
        entry.Reason.ShouldBe(reason.Label);
        (entry.Actor.Name, entry.Text).ShouldBe(("ada", "too much for me"));
    }

    [Fact]
    public async Task Another_customers_order_is_as_one_that_does_not_exist()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var (mine, theirs, reason) = (await world.Subscribe("ada"), await world.Subscribe("bob"), await world.Reason());
        await world.Settle();
        var portal = world.Portal(mine);
        var invoice = (await world.InvoicesOf(theirs)).Single();

        foreach (var refused in (Refused[])[
            await Refused.By(portal.GetSubscriptionAsync(new() { Id = theirs.Id })),
            await Refused.By(portal.CloseSubscriptionAsync(new() { Id = theirs.Id, ReasonId = reason.Id })),
            await Refused.By(portal.UndoCloseSubscriptionAsync(new() { Id = theirs.Id })),
            await Refused.By(portal.ListSubscriptionActionsAsync(new() { Id = theirs.Id })),
            await Refused.By(world.PortalInvoices(mine).GetInvoiceAsync(new() { Id = invoice.Id }))])
        {
            (refused.Status, refused.Reason).ShouldBe((StatusCode.NotFound, "NOT_FOUND"));
            refused.ToString().ShouldNotContain("bob");
        }

        (await portal.ListSubscriptionsAsync(new())).Subscriptions.Select(s => s.Id).ShouldBe([mine.Id]);
        (await world.PortalInvoices(mine).ListInvoicesAsync(new())).Invoices.ShouldAllBe(i => i.Id != invoice.Id);
        (await world.Read(theirs)).ShouldBe(theirs);
    }

    [Fact]
    public async Task The_portal_shows_neither_drafts_nor_what_was_withdrawn()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Quote();
        (await world.Portal(order).ListSubscriptionsAsync(new())).Subscriptions.ShouldBeEmpty();
        (await Refused.By(world.Portal(order).GetSubscriptionAsync(new() { Id = order.Id }))).Status.ShouldBe(StatusCode.NotFound);

        await world.Orders.SendQuotationAsync(new Wire.SendQuotationRequest { Id = order.Id });
        (await world.ReadInPortal(order)).Stage.ShouldBe(Wire.Stage.Quotation);

        await world.Orders.CancelQuotationAsync(new Wire.CancelQuotationRequest { Id = order.Id });
        (await Refused.By(world.Portal(order).GetSubscriptionAsync(new() { Id = order.Id }))).Status.ShouldBe(StatusCode.NotFound);
    }

    [Theory]
    [InlineData(Wire.CloseWhen.Now)]
    [InlineData(Wire.CloseWhen.EndOfPeriod)]
    public async Task What_staff_typed_about_a_close_never_reaches_the_customer(Wire.CloseWhen when)
    {
        const string Secret = "Rude on the phone";
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Subscribe();

        await world.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = Secret, Comment = $"{Secret} again", When = when });
        await world.PassDays(when == Wire.CloseWhen.Now ? 0 : 32);

        (await world.Read(order)).Stage.ShouldBe(Wire.Stage.Churned);
        (await world.ReadInPortal(order)).ToString().ShouldNotContain(Secret);
        (await world.PortalChatter(order).ListChatterEntriesAsync(new NotificationsWire.ListPortalChatterEntriesRequest { SubscriptionId = order.Id })).ToString().ShouldNotContain(Secret);
        var mails = await world.MailsOf(order, "subscription_closed");
        mails.ShouldHaveSingleItem().ToString().ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_close_that_staff_scheduled_cannot_be_undone_by_the_customer()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Subscribe();
        await world.Close(order, when: Wire.CloseWhen.EndOfPeriod);

        (await Refused.By(world.Portal(order).UndoCloseSubscriptionAsync(new() { Id = order.Id }))).Reason.ShouldBe("SCHEDULED_BY_STAFF");

        (await world.Raised<SubscriptionCloseUndone>()).ShouldBeEmpty();
    }
}
