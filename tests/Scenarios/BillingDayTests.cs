using Contracts.Common.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>A shorter period up to the billing day, billed by the day, then full ones (domain.md C1).</summary>
public sealed class BillingDayTests
{
    [Fact]
    public async Task The_first_invoice_says_how_many_days_it_bills_of_which_price()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan(terms: new BillingTerms { BillingDay = 1 }));

        await world.WakeUpAt("2026-03-05T10:00:00Z");

        var invoices = await world.Billed(order);
        invoices.Select(i => (i.Period(), i.Total.ToDecimal(), i.Lines.Single().Arithmetic)).ShouldBe(
        [
            ("2026-01-15 2026-02-01", 21.94m, "17 of 31 days x 40.00"), ("2026-02-01 2026-03-01", 40m, ""), ("2026-03-01 2026-04-01", 40m, ""),
        ]);
        var inPortal = await world.PortalInvoices(order).GetInvoiceAsync(new() { Id = invoices[0].Id });
        inPortal.Lines.Single().Arithmetic.ShouldBe("17 of 31 days x 40.00");
        (await world.Movements()).ShouldBe([("New", 40m)]);
        (await world.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_close_gives_back_days_of_what_the_shorter_period_cost()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan(terms: new BillingTerms { BillingDay = 1 }));
        await world.PassDays(6);

        var shown = await world.Orders.SimulateCloseAsync(new() { Id = order.Id, Credit = Wire.ClosingCredit.Prorated });
        await world.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved", Credit = Wire.ClosingCredit.Prorated, IssueCreditAtOnce = true });
        await world.Settle();

        var note = (await world.Invoices.ListCreditNotesAsync(new() { SubscriptionId = order.Id })).CreditNotes.Single();
        (note.Total.ToDecimal(), note.Lines.Single().Arithmetic).ShouldBe((14.20m, "11 of 17 days x 21.94"));
        (shown.Credit, shown.Arithmetic.Single()).ShouldBe((note.Total, "11 of 17 days x 21.94"));
    }

    [Fact]
    public async Task A_close_of_a_shorter_period_that_lies_ahead_is_simulated_by_its_own_price()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan(terms: new BillingTerms { BillingDay = 1 }), start: "2026-01-20");
        var question = new Wire.SimulateCloseRequest { Id = order.Id, When = Wire.CloseWhen.Date, CloseDate = Dates.On("2026-01-25"), Credit = Wire.ClosingCredit.Prorated };

        var shown = await world.Orders.SimulateCloseAsync(question);
        await world.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved", When = question.When, CloseDate = question.CloseDate, Credit = question.Credit });
        await world.PassDays(14);

        var invoice = (await world.Billed(order)).Single();
        (invoice.Total.ToDecimal(), invoice.Lines.Single().Arithmetic).ShouldBe((15.48m, "12 of 31 days x 40.00"));
        shown.Periods.Select(p => (p.Start, p.End, p.Amount, p.Arithmetic.Single())).ShouldBe([(invoice.PeriodStart, invoice.PeriodEnd, invoice.Total, "12 of 31 days x 40.00")]);
        var note = (await world.Invoices.ListCreditNotesAsync(new() { SubscriptionId = order.Id })).CreditNotes.Single();
        (shown.Credit, shown.Arithmetic.Single()).ShouldBe((note.Total, "7 of 12 days x 15.48"));
        note.Lines.Single().Arithmetic.ShouldBe("7 of 12 days x 15.48");
    }

    [Fact]
    public async Task The_31st_is_the_end_of_every_month()
    {
        await using var world = await World.At("2026-02-10T10:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan(terms: new BillingTerms { BillingDay = 31 }));

        await world.WakeUpAt("2026-05-31T10:00:00Z");

        (await world.Billed(order)).Select(i => i.PeriodStart.Text()).ShouldBe(["2026-02-10", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]);
    }

    [Fact]
    public async Task A_billing_day_needs_periods_of_months_or_years()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var weekly = await world.Plan(unit: IntervalUnit.Week);
        var quotation = await world.Quote(plan: weekly);
        quotation.Terms = new BillingTerms { BillingDay = 1 };

        (await Refused.By(world.Orders.UpdateSubscriptionAsync(new() { Subscription = quotation, UpdateMask = new() { Paths = { "terms" } } })))
            .Violations.ShouldBe(["subscription.terms.billing_day:NOT_BY_MONTH"]);
    }
}
