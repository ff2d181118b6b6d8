using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Plans.V1;
using BillingWire = Contracts.Billing.V1;
using Kind = Contracts.Notifications.V1.ChatterKind;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>Plan and quantity of a running subscription change, now or with the next period (domain.md "Changes").</summary>
public sealed class ChangeTests
{
    [Fact]
    public async Task An_upgrade_gives_back_the_unused_days_bills_them_anew_and_charges_the_rest_to_the_card()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        var (order, pro) = await Basic(world);
        await world.Settle();
        await world.PortalInvoices(order).AddPaymentMethodAsync(new() { Token = TestCards.Good });
        await world.Settle();
        await world.WakeUpAt("2026-01-11T10:00:00Z");

        var shown = await world.Orders.PreviewChangeAsync(new() { Id = order.Id, PlanId = pro.Id });
        var changed = await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = pro.Id });

        (shown.When, shown.ChangeDate.Text(), shown.Credit.ToDecimal(), shown.Charge.Amount.ToDecimal(), shown.Difference.ToDecimal(), shown.MrrChange.ToDecimal())
            .ShouldBe((Wire.ChangeWhen.Now, "2026-01-11", 27.10m, 40.65m, 13.55m, 20m));
        (shown.CreditArithmetic.Single(), shown.Charge.Arithmetic.Single()).ShouldBe(("21 of 31 days x 40.00", "21 of 31 days x 60.00"));
        (changed.PlanName.In("en"), changed.RecurringTotal.ToDecimal(), changed.CurrentPeriodStart.Text(), changed.NextInvoiceDate.Text())
            .ShouldBe(("Pro", 60m, "2026-01-01", "2026-02-01"));
        (shown.NextInvoiceDate, shown.RecurringTotal).ShouldBe((changed.NextInvoiceDate, changed.RecurringTotal));
        var invoices = await world.Billed(order);
        invoices.Select(Facts).ShouldBe([("2026-01-01", 40m, 27.10m, 0m), ("2026-01-11", 40.65m, 0m, 27.10m)]);
        shown.CreditInvoiceNumber.ShouldBe(invoices[0].Number);
        (invoices[1].Kind, invoices[1].State, invoices[1].Lines.Single().Arithmetic).ShouldBe(
            (BillingWire.InvoiceKind.Change, BillingWire.InvoiceState.Paid, "21 of 31 days x 60.00"));
        invoices[1].Payments.Single().Amount.ToDecimal().ShouldBe(13.55m);

        await world.WakeUpAt("2026-03-01T10:00:00Z");
        (await world.Billed(order)).Skip(2).Select(i => (i.PeriodStart.Text(), i.Total.ToDecimal())).ShouldBe([("2026-02-01", 60m), ("2026-03-01", 60m)]);
        (await world.Movements()).ShouldBe([("New", 40m), ("Expansion", 20m)]);
        (await world.ChatterOf(order)).Single(e => e.Kind == Kind.Changed).Text.ShouldBe("1 x Basic -> 1 x Pro");
        (await world.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_downgrade_waits_for_the_next_period()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var (basic, pro) = (await world.Plan("Basic"), await world.Plan("Pro", 60));
        var order = await world.Subscribe(plan: pro);
        await world.WakeUpAt("2026-02-10T10:00:00Z");

        var shown = await world.Orders.PreviewChangeAsync(new() { Id = order.Id, PlanId = basic.Id });
        var changed = await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = basic.Id });

        (shown.When, shown.ChangeDate.Text(), shown.Credit.ToDecimal(), shown.Charge.Amount.ToDecimal(), shown.NextInvoiceDate.Text(), shown.MrrChange.ToDecimal())
            .ShouldBe((Wire.ChangeWhen.EndOfPeriod, "2026-02-28", 0m, 40m, "2026-03-31", -20m));
        (changed.PlanName.In("en"), changed.PendingChange.PlanName.In("en"), changed.PendingChange.ChangeDate.Text()).ShouldBe(("Pro", "Basic", "2026-02-28"));
        (await world.ReadInPortal(order)).PendingChange.PlanName.ShouldBe("Basic");
        (await world.Movements()).ShouldBe([("New", 60m)]);

        await world.WakeUpAt("2026-03-31T10:00:00Z");
        (await world.Read(order)).PendingChange.ShouldBeNull();
        // Still counted from the 31st (domain.md C3).
        (await world.Billed(order)).Select(Facts).ShouldBe([("2026-01-31", 60m, 0m, 0m), ("2026-02-28", 40m, 0m, 0m), ("2026-03-31", 40m, 0m, 0m)]);
        (await world.Movements()).ShouldBe([("New", 60m), ("Contraction", -20m)]);
        (await world.ChatterOf(order)).Select(e => e.Kind).Where(k => k is Kind.ChangeScheduled or Kind.Changed).ShouldBe([Kind.Changed, Kind.ChangeScheduled]);
        (await world.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_change_never_happens_and_a_close_cancels_one()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        var (order, _) = await Basic(world, quantity: 3);

        (await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = 1 })).PendingChange.Quantity.ShouldBe(1);
        (await world.Orders.CancelPendingChangeAsync(new() { Id = order.Id })).PendingChange.ShouldBeNull();
        await world.WakeUpAt("2026-02-01T10:00:00Z");
        (await world.Billed(order)).Select(i => i.Total.ToDecimal()).ShouldBe([120m, 120m]);
        (await world.ChatterOf(order)).Single(e => e.Kind == Kind.ChangeCancelled).Text.ShouldBe("3 x Basic -> 1 x Basic");

        await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = 2 });
        (await world.Close(order, when: Wire.CloseWhen.EndOfPeriod)).PendingChange.ShouldBeNull();
        (await Refused.By(world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = 2 }))).Reason.ShouldBe("CLOSE_ALREADY_SCHEDULED");
        (await Refused.By(world.Orders.CancelPendingChangeAsync(new() { Id = order.Id }))).Reason.ShouldBe("NO_PENDING_CHANGE");
    }

    [Fact]
    public async Task Up_and_down_within_a_period_credit_is_taken_of_the_invoice_that_billed_the_days()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        var (order, _) = await Basic(world);
        await world.WakeUpAt("2026-01-11T10:00:00Z");
        await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = 3 });
        await world.WakeUpAt("2026-01-21T10:00:00Z");

        var shown = await world.Orders.PreviewChangeAsync(new() { Id = order.Id, Quantity = 2, When = Wire.ChangeWhen.Now });
        await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = 2, When = Wire.ChangeWhen.Now });

        // 21 of 31 days of 120.00; of these, 11 of 21 days; 11 of 31 days of 80.00.
        var invoices = await world.Billed(order);
        invoices.Select(i => (i.PeriodStart.Text(), i.Total.ToDecimal(), i.AmountCredited.ToDecimal())).ShouldBe(
            [("2026-01-01", 40m, 27.10m), ("2026-01-11", 81.29m, 42.58m), ("2026-01-21", 28.39m, 0m)]);
        (shown.Credit.ToDecimal(), shown.CreditInvoiceNumber, shown.Difference.ToDecimal()).ShouldBe((42.58m, invoices[1].Number, -14.19m));
        // 10 days of 40.00, 10 of 120.00, 11 of 80.00.
        var exact = ((10 * 40m) + (10 * 120m) + (11 * 80m)) / 31;
        (invoices.Sum(i => i.Total.ToDecimal() - i.AmountCredited.ToDecimal()) - exact).ShouldBeInRange(-0.03m, 0.03m);
        (await world.Movements()).ShouldBe([("New", 40m), ("Expansion", 80m), ("Contraction", -40m)]);

        await world.DeliverAgain<SubscriptionChanged>();
        (await world.Billed(order)).ShouldBe(invoices);
    }

    [Theory]
    [InlineData(Wire.ClosingCredit.Prorated, 27.10, 21.29)]
    [InlineData(Wire.ClosingCredit.Full, 40, 40.65)]
    public async Task A_close_after_an_upgrade_gives_back_of_every_invoice_what_it_should(Wire.ClosingCredit credit, decimal ofPeriod, decimal ofChange)
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        var (order, pro) = await Basic(world);
        await world.WakeUpAt("2026-01-11T10:00:00Z");
        await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = pro.Id });
        await world.WakeUpAt("2026-01-21T10:00:00Z");

        var shown = await world.Orders.SimulateCloseAsync(new() { Id = order.Id, Credit = credit });
        await world.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved", Credit = credit, IssueCreditAtOnce = true });

        var invoices = await world.Billed(order);
        invoices.Select(i => i.AmountCredited.ToDecimal()).ShouldBe([ofPeriod, ofChange]);
        shown.Credit.ToDecimal().ShouldBe(ofPeriod + ofChange - 27.10m);
        shown.AmountDue.ToDecimal().ShouldBe(invoices.Sum(i => i.AmountDue.ToDecimal()));
    }

    [Fact]
    public async Task From_month_to_year_a_new_period_begins_today_and_is_the_anchor()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        var (order, _) = await Basic(world);
        var yearly = await world.Plan("Yearly", 400, unit: IntervalUnit.Year);
        await world.WakeUpAt("2026-01-11T10:00:00Z");

        var changed = await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = yearly.Id, When = Wire.ChangeWhen.Now });

        (changed.CurrentPeriodStart.Text(), changed.CurrentPeriodEnd.Text(), changed.NextInvoiceDate.Text()).ShouldBe(("2026-01-11", "2027-01-11", "2027-01-11"));
        (await world.Billed(order)).Select(i => (i.PeriodStart.Text(), i.Total.ToDecimal(), i.AmountCredited.ToDecimal())).ShouldBe(
            [("2026-01-01", 40m, 27.10m), ("2026-01-11", 400m, 0m)]);
        (await world.Movements()).ShouldBe([("New", 40m), ("Contraction", -6.67m)]);
        await world.WakeUpAt("2028-02-01T10:00:00Z");
        (await world.Billed(order)).Skip(2).Select(i => i.PeriodStart.Text()).ShouldBe(["2027-01-11", "2028-01-11"]);
        (await world.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Dong_has_no_decimals_and_the_parts_add_up()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        var plan = await world.Plan("Pro", 500_000, currency: "VND");
        var order = await world.Subscribe(plan: plan, timeZone: "Asia/Ho_Chi_Minh");
        await world.WakeUpAt("2026-01-11T10:00:00Z");

        await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = 2 });

        (await world.Billed(order)).Select(i => (i.Total.ToDecimal(), i.AmountCredited.ToDecimal())).ShouldBe([(500_000m, 338_710m), (677_419m, 0m)]);
    }

    [Fact]
    public async Task After_a_pause_the_kept_days_are_what_a_change_gives_back_and_bills_anew()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        var (order, _) = await Basic(world);
        await world.WakeUpAt("2026-01-11T10:00:00Z");
        await world.Orders.PauseSubscriptionAsync(new() { Id = order.Id });
        (await Refused.By(world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = 2 }))).Reason.ShouldBe("ORDER_PAUSED");
        await world.WakeUpAt("2026-03-01T10:00:00Z");
        await world.Orders.ResumeSubscriptionAsync(new() { Id = order.Id });
        await world.WakeUpAt("2026-03-11T10:00:00Z");

        var changed = await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = 2 });

        // 21 days were kept on 1 March; 11 are left on the 11th.
        changed.NextInvoiceDate.Text().ShouldBe("2026-03-22");
        (await world.Billed(order)).Select(i => (i.Total.ToDecimal(), i.AmountCredited.ToDecimal(), i.Lines.Single().Arithmetic)).ShouldBe(
            [(40m, 14.19m, ""), (28.39m, 0m, "11 of 31 days x 80.00")]);
    }

    [Fact]
    public async Task A_change_in_a_trial_changes_what_will_be_billed()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan("Basic", terms: new BillingTerms { TrialDays = 14 }));
        var pro = await world.Plan("Pro", 30);

        (await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = pro.Id })).PendingChange.ShouldBeNull();
        await world.WakeUpAt("2026-01-15T10:00:00Z");

        (await world.Billed(order)).Select(Facts).ShouldBe([("2026-01-15", 30m, 0m, 0m)]);
        (await world.Movements()).ShouldBe([("New", 30m)]);
    }

    [Fact]
    public async Task Customers_change_what_the_switches_of_both_plans_allow()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        var (order, pro) = await Basic(world);
        var portal = world.Portal(order);
        (await Refused.By(portal.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = pro.Id }))).Reason.ShouldBe("PLAN_NOT_CHANGEABLE");
        await world.SetSwitches(order.PlanId, new SelfService { PlanChangeable = true });

        (await portal.GetPlanChoicesAsync(new() { Id = order.Id })).Plans.ShouldBeEmpty();
        (await Refused.By(portal.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = pro.Id }))).Violations.ShouldContain("plan_id:UNKNOWN");
        (await Refused.By(portal.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = 2 }))).Reason.ShouldBe("QUANTITY_NOT_CHANGEABLE");
        await world.SetSwitches(pro.Id, new SelfService { PlanChangeable = true, QuantityChangeable = true });
        (await portal.GetPlanChoicesAsync(new() { Id = order.Id })).Plans.Select(p => p.Name).ShouldBe(["Pro"]);

        (await portal.PreviewChangeAsync(new() { Id = order.Id, PlanId = pro.Id })).Difference.ToDecimal().ShouldBe(20m);
        (await portal.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = pro.Id, Quantity = 0 })).RecurringTotal.ToDecimal().ShouldBe(60m);
        await portal.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = 2 });
        (await portal.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = 1 })).PendingChange.Quantity.ShouldBe(1);
        (await portal.CancelPendingChangeAsync(new() { Id = order.Id })).PendingChange.ShouldBeNull();
    }

    private static async Task<(Wire.Subscription Order, Plan Pro)> Basic(World world, int quantity = 1)
    {
        var (basic, pro) = (await world.Plan("Basic"), await world.Plan("Pro", 60));
        var quotation = await world.Quote(plan: basic);
        if (quantity > 1)
        {
            quotation.Lines[0].Quantity = quantity;
            await world.Orders.UpdateSubscriptionAsync(new() { Subscription = quotation, UpdateMask = new() { Paths = { "lines" } } });
        }

        return (await world.Orders.ConfirmSubscriptionAsync(new() { Id = quotation.Id }), pro);
    }

    private static (string Start, decimal Total, decimal Credited, decimal FromAccount) Facts(BillingWire.Invoice invoice) =>
        (invoice.PeriodStart.Text(), invoice.Total.ToDecimal(), invoice.AmountCredited.ToDecimal(), invoice.AccountCreditApplied.ToDecimal());
}
