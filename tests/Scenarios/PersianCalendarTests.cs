using Contracts.Common.V1;
using Contracts.Plans.V1;
using BillingWire = Contracts.Billing.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>A plan whose months are those of the Persian calendar (domain.md C1, C3): the year 1404, whose Esfand has 29 days.</summary>
public sealed class PersianCalendarTests
{
    [Fact]
    public async Task A_year_from_31_Farvardin_is_billed_by_its_months_and_prorated_by_their_days()
    {
        // 31 Farvardin 1404.
        await using var world = await World.At("2025-04-20T10:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan(calendar: BillingCalendar.Persian), timeZone: "Asia/Tehran", language: "fa");

        // In Farvardin's month of 31 days, Mehr's of 30 and Esfand's of 29, on the 11th day of each.
        await ChangeTo(2, "2025-05-01T10:00:00Z");
        await ChangeTo(3, "2025-11-01T10:00:00Z");
        await ChangeTo(4, "2026-03-01T10:00:00Z");
        await world.WakeUpAt("2026-04-20T10:00:00Z");

        var invoices = await world.Billed(order);
        invoices.Where(i => i.Kind == BillingWire.InvoiceKind.Period).Select(i => i.Period()).ShouldBe(
        [
            "2025-04-20 2025-05-21", "2025-05-21 2025-06-21", "2025-06-21 2025-07-22", "2025-07-22 2025-08-22", "2025-08-22 2025-09-22", "2025-09-22 2025-10-22",
            "2025-10-22 2025-11-21", "2025-11-21 2025-12-21", "2025-12-21 2026-01-20", "2026-01-20 2026-02-19", "2026-02-19 2026-03-20", "2026-03-20 2026-04-20",
            "2026-04-20 2026-05-21",
        ]);
        invoices.Where(i => i.Kind == BillingWire.InvoiceKind.Change).Select(i => (i.Period(), i.Lines.Single().Arithmetic, i.Total.ToDecimal())).ShouldBe(
        [
            ("2025-05-01 2025-05-21", "20 of 31 days x 80.00", 51.61m), ("2025-11-01 2025-11-21", "20 of 30 days x 120.00", 80m), ("2026-03-01 2026-03-20", "19 of 29 days x 160.00", 104.83m),
        ]);
        var notes = (await world.Invoices.ListCreditNotesAsync(new() { SubscriptionId = order.Id })).CreditNotes;
        notes.Select(n => n.Lines.Single().Arithmetic).Order().ShouldBe(["19 of 29 days x 120.00", "20 of 30 days x 80.00", "20 of 31 days x 40.00"]);
        // A month is a month: the price of one is what it brings (C12).
        (await world.Movements()).ShouldBe([("New", 40m), ("Expansion", 40m), ("Expansion", 40m), ("Expansion", 40m)]);
        (await world.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
        (await world.BillingReconciliation.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();

        async Task ChangeTo(int quantity, string instant)
        {
            await world.WakeUpAt(instant);
            await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = quantity });
            await world.Settle();
        }
    }

    [Fact]
    public async Task A_close_previews_and_gives_back_days_of_the_persian_month()
    {
        // 30 Bahman 1404: a period of 29 days.
        await using var world = await World.At("2026-02-19T10:00:00Z");
        var plan = await world.Plan(calendar: BillingCalendar.Persian, closing: new ClosingPolicy { Credit = PlanClosingCredit.Prorated });
        var order = await world.Subscribe(plan: plan, timeZone: "Asia/Tehran");
        await world.WakeUpAt("2026-03-01T10:00:00Z");

        var shown = await world.Orders.SimulateCloseAsync(new() { Id = order.Id, Credit = Wire.ClosingCredit.Prorated });
        var ahead = await world.Orders.SimulateCloseAsync(new() { Id = order.Id, Credit = Wire.ClosingCredit.Prorated, When = Wire.CloseWhen.Date, CloseDate = Dates.On("2026-03-25") });

        (shown.Arithmetic.Single(), shown.Credit.ToDecimal()).ShouldBe(("19 of 29 days x 40.00", 26.21m));
        // From 29 Esfand to 30 Farvardin, the anchor's day again.
        ahead.Periods.Select(p => (p.Start.Text(), p.End.Text())).ShouldBe([("2026-03-20", "2026-04-19")]);
        ahead.Arithmetic.Single().ShouldBe("25 of 30 days x 40.00");
        (await world.Orders.PreviewChangeAsync(new() { Id = order.Id, Quantity = 2 })).Charge.Arithmetic.Single().ShouldBe("19 of 29 days x 80.00");
    }
}
