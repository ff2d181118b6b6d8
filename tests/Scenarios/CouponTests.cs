using Contracts.Common.V1;
using BillingWire = Contracts.Billing.V1;
using Kind = Contracts.Notifications.V1.ChatterKind;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>Coupons discount what is billed, and everything that follows from it (domain.md "Discounts").</summary>
public sealed class CouponTests
{
    [Fact]
    public async Task Thirteen_months_with_coupons_that_are_for_one_period_for_three_and_for_good()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var plan = await world.Plan(price: 39.99m);
        await world.Coupons.CreateCouponAsync(new() { Coupon = Percent("ONCE", 1000, 1) });
        await world.Coupons.CreateCouponAsync(new() { Coupon = Amount("THREE", 15, 3) });
        await world.Coupons.CreateCouponAsync(new() { Coupon = Percent("ALWAYS", 3333, 0) });
        var once = await Subscribe(world, "ada", plan.Id, "once");
        var three = await Subscribe(world, "bob", plan.Id, "Three");
        var always = await Subscribe(world, "eve", plan.Id, "ALWAYS");

        await world.PassDays(400);

        (await Totals(world, once)).ShouldBe([35.99m, .. Enumerable.Repeat(39.99m, 13)]);
        (await Totals(world, three)).ShouldBe([24.99m, 24.99m, 24.99m, .. Enumerable.Repeat(39.99m, 11)]);
        (await Totals(world, always)).ShouldBe(Enumerable.Repeat(26.66m, 14));
        // 31 January, 28 February, 31 March: the anchor is what it was (C3).
        (await world.Billed(once)).Take(3).Select(i => i.Period()).ShouldBe(["2026-01-31 2026-02-28", "2026-02-28 2026-03-31", "2026-03-31 2026-04-30"]);
        var line = (await world.Billed(always))[13].Lines.Single();
        (line.UnitPrice.ToDecimal(), line.Amount.ToDecimal(), line.Discount.Code, line.Discount.Amount.ToDecimal(), line.Discount.Arithmetic)
            .ShouldBe((39.99m, 26.66m, "ALWAYS", 13.33m, "33.33% x 39.99"));
        (await world.PortalInvoices(always).GetInvoiceAsync(new() { Id = (await world.Billed(always))[0].Id })).Lines.Single().Discount.Name.In("en").ShouldBe("Sale");
        (await world.Movements()).ShouldBe(
            [("New", 35.99m), ("New", 24.99m), ("New", 26.66m), ("Expansion", 4m), ("Expansion", 15m)], ignoreOrder: true);
        (await world.ReadInPortal(once)).Discounts.ShouldBeEmpty();
        var shown = await world.ReadInPortal(always);
        (shown.RecurringTotal.ToDecimal(), shown.DiscountedTotal.ToDecimal(), shown.Discounts.Single().State).ShouldBe((39.99m, 26.66m, Wire.DiscountState.Running));
        await Fits(world);
    }

    [Fact]
    public async Task A_change_and_a_close_give_back_what_was_left_of_the_discounted_price()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        var (basic, pro) = (await world.Plan("Basic"), await world.Plan("Pro", 60));
        await world.Coupons.CreateCouponAsync(new() { Coupon = Percent("TENTH", 1000, 0) });
        var order = await Subscribe(world, "ada", basic.Id, "TENTH");
        await world.Settle();
        await world.WakeUpAt("2026-01-11T10:00:00Z");

        var shown = await world.Orders.PreviewChangeAsync(new() { Id = order.Id, PlanId = pro.Id });
        await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = pro.Id });

        (shown.CreditArithmetic.Single(), shown.Credit.ToDecimal()).ShouldBe(("21 of 31 days x 36.00", 24.39m));
        shown.Charge.Arithmetic.ShouldBe(["21 of 31 days x 60.00", "TENTH: 10% x 40.65"]);
        (shown.Charge.Amount.ToDecimal(), shown.MrrChange.ToDecimal()).ShouldBe((36.58m, 18m));
        var invoices = await world.Billed(order);
        invoices.Select(i => (i.Total.ToDecimal(), i.AmountCredited.ToDecimal())).ShouldBe([(36m, 24.39m), (36.58m, 0m)]);

        var simulated = await world.Orders.SimulateCloseAsync(new() { Id = order.Id, When = Wire.CloseWhen.Date, CloseDate = Dates.On("2026-02-15"), Credit = Wire.ClosingCredit.Prorated });
        (simulated.Periods.Single().Amount.ToDecimal(), simulated.Credit.ToDecimal(), simulated.Arithmetic.Single(), simulated.MrrChange.ToDecimal())
            .ShouldBe((54m, 27m, "14 of 28 days x 54.00", -54m));
        await world.Orders.CloseSubscriptionAsync(
            new() { Id = order.Id, ReasonText = "Moved", When = Wire.CloseWhen.Date, CloseDate = Dates.On("2026-02-15"), Credit = Wire.ClosingCredit.Prorated, IssueCreditAtOnce = true });
        await world.WakeUpAt("2026-02-15T10:00:00Z");

        (await world.Billed(order))[2].AmountCredited.ToDecimal().ShouldBe(27);
        (await world.Movements()).ShouldBe([("New", 36m), ("Expansion", 18m), ("Churn", -54m)]);
        await Fits(world);
    }

    [Fact]
    public async Task Staff_apply_a_coupon_to_a_running_order_and_take_it_off_again()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        await world.Coupons.CreateCouponAsync(new() { Coupon = Percent("HALF", 5000, 0) });
        var order = await world.Subscribe(timeZone: "Asia/Kolkata");
        var applied = await world.Orders.ApplyCouponAsync(new() { Id = order.Id, Code = "half", RequestId = "apply-1" });
        (await world.Orders.ApplyCouponAsync(new() { Id = order.Id, Code = "half", RequestId = "apply-1" })).ShouldBe(applied);

        var coming = (await world.ReadInPortal(order)).Discounts.Single();
        (coming.State, coming.StartDate.Text(), coming.Discount.ToDecimal()).ShouldBe((Wire.DiscountState.Ahead, "2026-02-01", 20m));
        await world.PassDays(60);
        await world.Orders.RemoveCouponAsync(new() { Id = order.Id, DiscountId = applied.Discounts.Single().Id });
        await world.PassDays(60);

        (await Totals(world, order)).ShouldBe([40m, 20m, 20m, 40m, 40m]);
        (await world.Movements()).ShouldBe([("New", 40m), ("Contraction", -20m), ("Expansion", 20m)]);
        (await world.ChatterOf(order)).Where(e => e.Kind is Kind.CouponApplied or Kind.CouponRemoved).Select(e => (e.Kind, e.Reference, e.Text, e.VisibleToCustomer))
            .ShouldBe([(Kind.CouponRemoved, "HALF", "Sale", true), (Kind.CouponApplied, "HALF", "Sale", true)]);
        await Fits(world);
    }

    /// <summary>What was free is not given back as if it had been paid, and is not had again (domain.md C15a).</summary>
    [Fact]
    public async Task A_free_month_does_not_come_back_by_a_week_between_two_plans_by_the_month()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        var (month, week, more) = (await world.Plan("Month"), await world.Plan("Week", 10, unit: IntervalUnit.Week), await world.Plan("More", 60));
        await world.Coupons.CreateCouponAsync(new() { Coupon = Percent("FREE", 10_000, 1) });
        var order = await Subscribe(world, "ada", month.Id, "FREE");
        await world.WakeUpAt("2026-01-29T10:00:00Z");

        await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = week.Id, When = Wire.ChangeWhen.Now });
        await world.WakeUpAt("2026-01-29T11:00:00Z");
        var shown = await world.Orders.PreviewChangeAsync(new() { Id = order.Id, PlanId = more.Id, When = Wire.ChangeWhen.Now });
        await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = more.Id, When = Wire.ChangeWhen.Now });
        await world.WakeUpAt("2026-03-01T10:00:00Z");

        (shown.Credit.ToDecimal(), shown.Charge.Amount.ToDecimal()).ShouldBe((10m, 60m));
        (await world.InvoicesOf(order)).OrderBy(i => i.Number).Select(i => (i.Period(), i.Total.ToDecimal(), i.AmountCredited.ToDecimal())).ShouldBe(
        [
            ("2026-01-01 2026-02-01", 0m, 0m), ("2026-01-29 2026-02-05", 10m, 10m), ("2026-01-29 2026-02-28", 60m, 0m), ("2026-02-28 2026-03-29", 60m, 0m),
        ]);
        (await world.Movements()).ShouldBe([("New", 0m), ("Expansion", 43.33m), ("Expansion", 16.67m)]);
        await Fits(world);
        (await world.BillingReconciliation.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_down_time_each_missed_period_has_its_own_discount()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        await world.Coupons.CreateCouponAsync(new() { Coupon = Amount("TWICE", 50, 2) });
        var order = await Subscribe(world, "ada", (await world.Plan()).Id, "TWICE");

        await world.WakeUpAt("2026-05-01T10:00:00Z");

        (await Totals(world, order)).ShouldBe([0m, 0m, 40m, 40m]);
        (await world.Billed(order)).Take(2).ShouldAllBe(i => i.State == BillingWire.InvoiceState.Paid && i.Lines.Single().Discount.Arithmetic == "");
        (await world.Movements()).ShouldBe([("New", 0m), ("Expansion", 40m)]);
        await Fits(world);
    }

    [Fact]
    public async Task Mails_and_previews_say_what_will_be_billed_of_a_period_and_until_when()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        var (basic, pro) = (await world.Plan("Basic", terms: new BillingTerms { TermPeriods = 2, RenewNoticeDays = 20 }), await world.Plan("Pro", 60));
        await world.Coupons.CreateCouponAsync(new() { Coupon = Percent("THREE", 2500, 3) });
        var quotation = await world.Quote(plan: basic);
        await world.Orders.UpdateSubscriptionAsync(new() { Subscription = new() { Id = quotation.Id, CouponCode = "THREE" }, UpdateMask = new() { Paths = { "coupon_code" } } });
        await world.Orders.SendQuotationAsync(new() { Id = quotation.Id });
        var order = await world.Orders.ConfirmSubscriptionAsync(new() { Id = quotation.Id });

        var mail = (await world.MailsOf(order, "quotation")).Single().TextBody;
        mail.ShouldContain("Price: 40.00\u00A0EUR per month");
        mail.ShouldContain("Discount: Sale (THREE) -10.00\u00A0EUR");
        mail.ShouldContain("To pay, without tax: 30.00\u00A0EUR per month; after 3 periods: 40.00\u00A0EUR");
        (await world.ChatterOf(order)).Where(e => e.Kind is Kind.QuotationSent or Kind.Confirmed).Select(e => e.Amount.ToDecimal()).ShouldBe([30m, 30m]);

        await world.WakeUpAt("2026-02-15T10:00:00Z");
        var renewal = await world.Orders.PreviewRenewalAsync(new() { Id = order.Id });
        (renewal.Price.RecurringTotal.ToDecimal(), renewal.Price.CouponCode, renewal.Price.Discount.ToDecimal(), renewal.Price.DiscountedTotal.ToDecimal(), renewal.Price.DiscountEndDate.Text())
            .ShouldBe((40m, "THREE", 10m, 30m, "2026-04-01"));
        await world.Orders.RenewSubscriptionAsync(new() { Id = order.Id });
        var change = await world.Orders.PreviewChangeAsync(new() { Id = order.Id, PlanId = pro.Id });
        (change.Price.DiscountedTotal.ToDecimal(), change.Price.DiscountEndDate.Text(), change.RecurringTotal.ToDecimal()).ShouldBe((45m, "2026-04-01", 60m));
        await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = pro.Id });
        (await world.MailsOf(order, "subscription_changed")).Single().TextBody.ShouldContain("To pay: 45.00\u00A0EUR per month; from 1 April 2026: 60.00\u00A0EUR");

        await world.WakeUpAt("2026-04-01T10:00:00Z");
        (await world.Billed(order)).Where(i => i.Kind == BillingWire.InvoiceKind.Period).Select(i => i.Total.ToDecimal()).ShouldBe([30m, 30m, 45m, 60m]);
        await world.Close(order);
        await world.PassDays(1);
        var back = await world.Orders.PreviewReactivationAsync(new() { Id = order.Id });
        (back.Price.DiscountedTotal.ToDecimal(), back.Price.CouponCode, back.Periods.Single().Amount.ToDecimal()).ShouldBe((60m, "", 60m));
        await Fits(world);
    }

    [Fact]
    public async Task A_customer_applies_a_coupon_and_the_chatter_says_so()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        await world.Coupons.CreateCouponAsync(new() { Coupon = Percent("HALF", 5000, 1) });
        var order = await world.Subscribe();

        await world.Portal(order).ApplyCouponAsync(new() { Id = order.Id, Code = "half", RequestId = "apply-1" });
        await world.Portal(order).ApplyCouponAsync(new() { Id = order.Id, Code = "half", RequestId = "apply-1" });
        await world.WakeUpAt("2026-03-01T10:00:00Z");

        var entry = (await world.ChatterOf(order)).Single(e => e.Kind == Kind.CouponApplied);
        (entry.Actor.Kind, entry.Actor.Name, entry.Reference).ShouldBe((ActorKind.Customer, order.CustomerName, "HALF"));
        (await Totals(world, order)).ShouldBe([40m, 20m, 40m]);
        (await Refused.By(world.Preview(order).ApplyCouponAsync(new() { Id = order.Id, Code = "half" }))).Status.ShouldBe(Grpc.Core.StatusCode.PermissionDenied);
        await Fits(world);
    }

    private static async Task<Wire.Subscription> Subscribe(World world, string who, string planId, string code)
    {
        var customer = await world.Customers.CreateCustomerAsync(new()
        {
            Customer = new Wire.Customer { Name = who, Email = $"{who}@example.com", Language = "en", TimeZone = "Europe/Rome", CurrencyCode = "EUR" },
        });
        var quotation = await world.Orders.CreateSubscriptionAsync(new() { Subscription = new Wire.Subscription { CustomerId = customer.Id, PlanId = planId, CouponCode = code } });
        return await world.Orders.ConfirmSubscriptionAsync(new() { Id = quotation.Id });
    }

    private static async Task<IReadOnlyList<decimal>> Totals(World world, Wire.Subscription order) => [.. (await world.Billed(order)).Select(i => i.Total.ToDecimal())];

    private static async Task Fits(World world) => (await world.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();

    private static Wire.Coupon Percent(string code, int basisPoints, int periods) => Coupon(code, periods, coupon => coupon.PercentBasisPoints = basisPoints);

    private static Wire.Coupon Amount(string code, decimal amount, int periods) => Coupon(code, periods, coupon => coupon.AmountOff = Money.From(amount, "EUR"));

    /// <param name="periods">In a row; 0: as long as the order runs.</param>
    private static Wire.Coupon Coupon(string code, int periods, Action<Wire.Coupon> takes)
    {
        var coupon = new Wire.Coupon
        {
            Code = code,
            Name = World.Text("Sale"),
            Duration = periods switch { 0 => Wire.CouponDuration.Forever, 1 => Wire.CouponDuration.Once, _ => Wire.CouponDuration.Periods },
            Periods = periods > 1 ? periods : 0,
        };
        takes(coupon);
        return coupon;
    }
}
