using Contracts.Common.V1;
using Contracts.Plans.V1;
using Google.Protobuf.WellKnownTypes;
using BillingWire = Contracts.Billing.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>A tax from the plan to the credit note (domain.md "Taxes").</summary>
public sealed class TaxTests
{
    [Fact]
    public async Task Thirteen_months_over_a_change_of_the_percentage_for_one_who_pays_tax_and_one_who_is_exempt()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var rate = await Rate(world);
        await world.Taxes.AddTaxPercentageAsync(new() { Id = rate.Id, ValidFrom = Dates.On("2026-07-01"), RatePerMillion = 240_000 });
        var plan = await Taxed(world, 39.99m);
        var (ada, eve) = (await world.Subscribe("ada", plan), await world.Quote("eve", plan));
        await world.Settle();
        await world.Taxes.SetTaxExemptionAsync(new() { CustomerId = eve.CustomerId, Reason = "Reverse charge", TaxNumber = "DE123456789" });
        await world.Orders.ConfirmSubscriptionAsync(new() { Id = eve.Id });
        // What is agreed keeps its tax, whatever becomes of the plan and the rate.
        await world.Plans.UpdatePlanAsync(new() { Plan = new Plan { Id = plan.Id }, UpdateMask = new FieldMask { Paths = { "tax_code" } } });
        await world.Taxes.RetireTaxRateAsync(new() { Id = rate.Id });

        await world.WakeUpAt("2026-05-31T10:00:00Z");
        await world.WakeUpAt("2026-06-30T21:00:00Z");
        await world.WakeUpAt("2027-01-31T10:00:00Z");

        var taxed = await world.Billed(ada);
        // Issued late, the periods from July on that were missed have the percentage of the day on which they are billed, which is the new one.
        taxed.Select(i => (i.PeriodStart.Text(), i.Net.ToDecimal(), i.Total.ToDecimal())).ShouldBe(
        [
            ("2026-01-31", 39.99m, 48.79m), ("2026-02-28", 39.99m, 48.79m), ("2026-03-31", 39.99m, 48.79m), ("2026-04-30", 39.99m, 48.79m), ("2026-05-31", 39.99m, 48.79m),
            ("2026-06-30", 39.99m, 48.79m), ("2026-07-31", 39.99m, 49.59m), ("2026-08-31", 39.99m, 49.59m), ("2026-09-30", 39.99m, 49.59m), ("2026-10-31", 39.99m, 49.59m),
            ("2026-11-30", 39.99m, 49.59m), ("2026-12-31", 39.99m, 49.59m), ("2027-01-31", 39.99m, 49.59m),
        ]);
        taxed.ShouldAllBe(i => i.Taxes.Single().Name.Values["it"] == "IVA" && i.Lines.Single().TaxCode == "standard");
        var exempt = await world.Billed(eve);
        exempt.Count.ShouldBe(13);
        exempt.ShouldAllBe(i => i.Total.Equals(i.Net) && i.Taxes.Count == 0 && i.TaxExemptReason == "Reverse charge");
        // The revenue is without tax.
        (await world.Movements()).ShouldBe([("New", 39.99m), ("New", 39.99m)]);
        (await world.ReadInPortal(ada)).RecurringTotal.ToDecimal().ShouldBe(39.99m);
        (await world.BillingReconciliation.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Wire.CloseWhen.Now)]
    [InlineData(Wire.CloseWhen.Date)]
    public async Task A_close_shows_and_gives_back_the_unused_days_with_their_tax(Wire.CloseWhen when)
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        await Rate(world);
        var order = await world.Subscribe(plan: await Taxed(world, 40));
        await world.WakeUpAt("2026-01-22T10:00:00Z");
        // Now, or in the next period, which is still to be billed: 10 of 31 days are left, or 14 of 28.
        var date = when == Wire.CloseWhen.Date ? Dates.On("2026-02-15") : null;

        var shown = await world.Orders.SimulateCloseAsync(new() { Id = order.Id, When = when, CloseDate = date, Credit = Wire.ClosingCredit.Prorated });
        await world.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved", When = when, CloseDate = date, Credit = Wire.ClosingCredit.Prorated, IssueCreditAtOnce = true });
        await world.WakeUpAt("2026-03-01T10:00:00Z");

        var invoices = await world.Billed(order);
        shown.Periods.Select(p => (p.Amount, p.Total)).ShouldBe(invoices.Skip(1).Select(i => (i.Net, i.Total)));
        var note = invoices[^1].CreditNotes.Single();
        shown.Credit.ShouldBe(note.Total);
        (note.Total.ToDecimal(), note.Taxes.Single().Amount.ToDecimal()).ShouldBe(when == Wire.CloseWhen.Now ? (15.74m, 2.84m) : (24.40m, 4.40m));
        shown.Arithmetic.ShouldBe(when == Wire.CloseWhen.Now ? ["10 of 31 days x 40.00", "12.90 x 22%"] : ["14 of 28 days x 40.00", "20.00 x 22%"]);
        if (when == Wire.CloseWhen.Now)
        {
            shown.AmountDue.ShouldBe(invoices.Single().AmountDue);
        }

        (await world.BillingReconciliation.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_credits_and_bills_with_tax_and_takes_the_new_plans_rate()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        await Rate(world);
        await Rate(world, "reduced", 100_000);
        var (basic, pro) = (await Taxed(world, 40), await Taxed(world, 60, "reduced"));
        var order = await world.Subscribe(plan: basic);
        await world.WakeUpAt("2026-01-11T10:00:00Z");

        var shown = await world.Orders.PreviewChangeAsync(new() { Id = order.Id, PlanId = pro.Id });
        await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = pro.Id });

        var invoices = await world.Billed(order);
        (shown.Credit, shown.Charge.Amount, shown.Charge.Total).ShouldBe((invoices[0].AmountCredited, invoices[1].Net, invoices[1].Total));
        // 21 of 31 days: 27.10 and 5.96 of tax; 40.65 and 4.07.
        (shown.Credit.ToDecimal(), shown.Charge.Total.ToDecimal(), shown.Difference.ToDecimal()).ShouldBe((33.06m, 44.72m, 11.66m));
        invoices[1].Taxes.Single().Code.ShouldBe("reduced");
        await world.WakeUpAt("2026-02-01T10:00:00Z");
        (await world.Billed(order))[^1].Total.ToDecimal().ShouldBe(66);
    }

    [Fact]
    public async Task A_change_that_waits_brings_its_plans_tax_and_a_reactivation_shows_it()
    {
        await using var world = await World.At("2026-01-01T10:00:00Z");
        await Rate(world);
        await Rate(world, "reduced", 100_000);
        var order = await world.Subscribe(plan: await Taxed(world, 60));
        await world.Settle();

        var shown = await world.Orders.PreviewChangeAsync(new() { Id = order.Id, PlanId = (await Taxed(world, 40, "reduced")).Id });
        await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = (await Taxed(world, 40, "reduced")).Id });
        await world.WakeUpAt("2026-02-01T10:00:00Z");
        await world.Close(order);
        await world.WakeUpAt("2026-02-10T10:00:00Z");
        var back = await world.Orders.PreviewReactivationAsync(new() { Id = order.Id });

        (shown.When, shown.Charge.Amount.ToDecimal(), shown.Charge.Total.ToDecimal()).ShouldBe((Wire.ChangeWhen.EndOfPeriod, 40m, 44m));
        (await world.Billed(order))[^1].Total.ToDecimal().ShouldBe(44);
        back.Periods.Select(p => (p.Amount.ToDecimal(), p.Total.ToDecimal())).ShouldBe([(40m, 44m)]);
    }

    private static async Task<BillingWire.TaxRate> Rate(World world, string code = "standard", int perMillion = 220_000) => await world.Taxes.CreateTaxRateAsync(new()
    {
        TaxRate = new BillingWire.TaxRate { Code = code, Name = new LocalizedText { Values = { ["en"] = "VAT", ["it"] = "IVA" } } }, RatePerMillion = perMillion,
    });

    private static async Task<Plan> Taxed(World world, decimal price, string code = "standard")
    {
        var plan = await world.Plan("Taxed", price);
        return await world.Plans.UpdatePlanAsync(new() { Plan = new Plan { Id = plan.Id, TaxCode = code }, UpdateMask = new FieldMask { Paths = { "tax_code" } } });
    }
}
