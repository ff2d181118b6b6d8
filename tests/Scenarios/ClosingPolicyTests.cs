using Contracts.Common.V1;
using Contracts.Plans.V1;
using BillingWire = Contracts.Billing.V1;
using Kind = Contracts.Notifications.V1.ChatterKind;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>What a close credits is a policy of the plan; staff may decide otherwise (domain.md "Closing credit").</summary>
public sealed class ClosingPolicyTests
{
    [Theory]
    [InlineData(PlanClosingCredit.Prorated, ClosingSettlement.Refund, 20, 0)]
    [InlineData(PlanClosingCredit.Prorated, ClosingSettlement.AccountCredit, 0, 20)]
    [InlineData(PlanClosingCredit.Full, ClosingSettlement.Refund, 40, 0)]
    [InlineData(PlanClosingCredit.None, ClosingSettlement.Refund, 0, 0)]
    public async Task A_customer_gets_what_the_plan_says_and_sees_it_before(PlanClosingCredit credit, ClosingSettlement settlement, int refund, int accountCredit)
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await SubscribeByCard(world, await Plan(world, credit, settlement));
        await world.WakeUpAt("2026-02-14T10:00:00Z");

        var shown = await world.Portal(order).SimulateCloseAsync(new Wire.SimulatePortalCloseRequest { Id = order.Id });
        await world.CloseInPortal(order, await world.Reason());
        await world.WakeUpAt("2026-02-17T10:00:00Z");

        // 14 of 28 days are left.
        (shown.Refund.ToDecimal(), shown.AccountCredit.ToDecimal(), shown.NoLongerDue.ToDecimal()).ShouldBe((refund, accountCredit, 0m));
        shown.Credit.ToDecimal().ShouldBe(refund + accountCredit);
        var invoice = (await world.InvoicesOf(order)).Single();
        invoice.Refunds.Sum(r => r.Amount.ToDecimal()).ShouldBe(refund);
        invoice.Refunds.ShouldAllBe(r => r.State == BillingWire.RefundState.Succeeded);
        (await Balance(world, order)).ShouldBe(accountCredit);
        (await world.ChatterOf(order)).Count(e => e.Kind == Kind.PaymentRefunded).ShouldBe(refund > 0 ? 1 : 0);
        var closing = (await world.Read(order)).Closing;
        closing.Settlement.ShouldBe(credit == PlanClosingCredit.None ? ClosingSettlement.Unspecified : settlement);
        (shown.CreditKind, closing.Credit).ShouldBe(((Wire.ClosingCredit)(int)credit, (Wire.ClosingCredit)(int)credit));
    }

    [Fact]
    public async Task Staff_who_say_nothing_get_the_policy_and_otherwise_what_they_say()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var plan = await Plan(world, PlanClosingCredit.Full, ClosingSettlement.Refund);
        var usual = await SubscribeByCard(world, plan, "usual");
        var none = await SubscribeByCard(world, plan, "none");
        var kept = await SubscribeByCard(world, plan, "kept");

        var shown = await world.Orders.SimulateCloseAsync(new Wire.SimulateCloseRequest { Id = usual.Id });
        await Close(world, usual);
        await Close(world, none, Wire.ClosingCredit.None);
        await Close(world, kept, settlement: ClosingSettlement.AccountCredit);

        (shown.CreditKind, shown.Settlement, shown.Refund.ToDecimal()).ShouldBe((Wire.ClosingCredit.Full, ClosingSettlement.Refund, 40m));
        (await Given(world, usual)).ShouldBe((40m, 0m));
        (await Given(world, none)).ShouldBe((0m, 0m));
        (await Given(world, kept)).ShouldBe((0m, 40m));
        (await world.Read(none)).Closing.Credit.ShouldBe(Wire.ClosingCredit.None);
    }

    [Fact]
    public async Task A_scheduled_close_keeps_what_held_when_it_was_decided()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var plan = await Plan(world, PlanClosingCredit.Prorated, ClosingSettlement.Refund);
        var order = await SubscribeByCard(world, plan);
        await world.Portal(order).CloseSubscriptionAsync(new Wire.ClosePortalSubscriptionRequest
        {
            Id = order.Id, ReasonId = (await world.Reason()).Id, When = Wire.CloseWhen.Date, CloseDate = Dates.On("2026-02-14"),
        });

        await world.Plans.UpdatePlanAsync(new UpdatePlanRequest
        {
            Plan = new Plan { Id = plan.Id, Closing = new ClosingPolicy { Credit = PlanClosingCredit.None } },
            UpdateMask = new Google.Protobuf.WellKnownTypes.FieldMask { Paths = { "closing.credit" } },
        });
        await world.WakeUpAt("2026-02-14T10:00:00Z");

        (await world.Read(order)).Stage.ShouldBe(Wire.Stage.Churned);
        await world.PassDays(3);
        (await Given(world, order)).ShouldBe((20m, 0m));
    }

    [Fact]
    public async Task Once_money_went_back_it_is_too_late_to_undo_but_not_where_nothing_was_left_to_give()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var plan = await Plan(world, PlanClosingCredit.Prorated, ClosingSettlement.Refund);
        var refunded = await SubscribeByCard(world, plan, "refunded");
        var atEnd = await SubscribeByCard(world, plan, "end");
        var reason = await world.Reason();
        await Close(world, refunded);
        await world.Portal(atEnd).CloseSubscriptionAsync(
            new Wire.ClosePortalSubscriptionRequest { Id = atEnd.Id, ReasonId = reason.Id, When = Wire.CloseWhen.EndOfPeriod });

        (await Refused.By(world.Portal(refunded).UndoCloseSubscriptionAsync(new() { Id = refunded.Id }))).Reason.ShouldBe("CREDIT_GIVEN");
        (await Refused.By(world.Orders.UndoCloseSubscriptionAsync(new() { Id = refunded.Id }))).Reason.ShouldBe("CREDIT_GIVEN");
        await world.WakeUpAt("2026-03-01T10:00:00Z");
        (await world.Read(atEnd)).Stage.ShouldBe(Wire.Stage.Churned);
        (await world.Portal(atEnd).UndoCloseSubscriptionAsync(new() { Id = atEnd.Id })).Stage.ShouldBe(Wire.Stage.InProgress);
        (await Given(world, atEnd)).ShouldBe((0m, 0m));
    }

    private static Task<Plan> Plan(World world, PlanClosingCredit credit, ClosingSettlement settlement) => world.Plan(closing: new ClosingPolicy { Credit = credit, Settlement = settlement });

    /// <summary>A confirmed order whose first period is paid by card.</summary>
    private static async Task<Wire.Subscription> SubscribeByCard(World world, Plan plan, string who = "ada")
    {
        var quotation = await world.Quote(who, plan);
        await world.Settle();
        await world.PortalInvoices(quotation).AddPaymentMethodAsync(new BillingWire.AddPortalPaymentMethodRequest { Token = TestCards.Good });
        var order = await world.Orders.ConfirmSubscriptionAsync(new Wire.ConfirmSubscriptionRequest { Id = quotation.Id });
        (await world.InvoicesOf(order)).Single().State.ShouldBe(BillingWire.InvoiceState.Paid);
        return order;
    }

    private static async Task Close(World world, Wire.Subscription order, Wire.ClosingCredit credit = default, ClosingSettlement settlement = default) =>
        await world.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved", Credit = credit, Settlement = settlement, IssueCreditAtOnce = true });

    /// <summary>What went back to the card, and what became account credit.</summary>
    private static async Task<(decimal Refunded, decimal Credit)> Given(World world, Wire.Subscription order) =>
        ((await world.InvoicesOf(order)).Sum(i => i.Refunds.Sum(r => r.Amount.ToDecimal())), await Balance(world, order));

    private static async Task<decimal> Balance(World world, Wire.Subscription order) =>
        (await world.Credits.GetAccountCreditAsync(new BillingWire.GetAccountCreditRequest { CustomerId = order.CustomerId })).Balances.SingleOrDefault()?.ToDecimal() ?? 0;
}
