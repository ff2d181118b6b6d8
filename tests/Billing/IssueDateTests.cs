using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

/// <summary>Documents are issued on the business's own civil date, and dates never step back from one number of a series to the next (domain.md C15e).</summary>
public sealed class IssueDateTests
{
    /// <summary>Where days begin first and last, and two between them.</summary>
    private static readonly string[] Zones = ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Apia", "Pacific/Honolulu", "Europe/Rome"];

    [Fact]
    public async Task The_issue_date_is_the_businesss_day_and_the_due_date_the_customers()
    {
        // 23:30 UTC on the last day of the year is next year already in Ho Chi Minh City.
        await using var billing = await BillingUnderTest.Start("2025-12-31T23:30:00Z", new() { ["Billing:PaymentTermDays"] = "30" });

        var east = await billing.Bill(PeriodStarted(customer: Customer(timeZone: "Asia/Ho_Chi_Minh")));
        var west = await billing.Bill(PeriodStarted(customer: Customer(timeZone: "America/New_York")));

        (east.Number, east.IssueDate.ToDateOnly(), east.DueDate.ToDateOnly()).ShouldBe(("INV/2025/00001", Day("2025-12-31"), Day("2026-01-31")));
        (west.Number, west.IssueDate.ToDateOnly(), west.DueDate.ToDateOnly()).ShouldBe(("INV/2025/00002", Day("2025-12-31"), Day("2026-01-30")));
    }

    [Fact]
    public async Task An_invoice_is_never_due_before_it_is_issued()
    {
        await using var billing = await BillingUnderTest.Start(
            "2026-01-15T12:00:00Z", new() { ["Billing:PaymentTermDays"] = "0", ["Billing:TimeZone"] = "Pacific/Apia" });

        var invoice = await billing.Bill(PeriodStarted(customer: Customer(timeZone: "Pacific/Honolulu")));

        (invoice.IssueDate.ToDateOnly(), invoice.DueDate.ToDateOnly()).ShouldBe((Day("2026-01-16"), Day("2026-01-16")));
        var business = billing.Service.Client<Wire.BusinessService.BusinessServiceClient>(billing.Service.Tokens.Staff("billing"));
        (await business.GetBusinessSettingsAsync(new())).TimeZone.ShouldBe("Pacific/Apia");
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    public async Task Dates_never_step_back_whoever_is_billed_together_by_hand_or_given_something_back(string business)
    {
        await using var billing = await BillingUnderTest.Start("2025-12-30T22:00:00Z", new() { ["Billing:TimeZone"] = business });
        var customers = Zones.Select(zone => Customer(timeZone: zone)).ToList();
        foreach (var customer in customers)
        {
            await billing.Deliver(SomeEvents.CustomerChanged(customer));
        }

        // Two days around the new year, with a step that meets every hour of the day but few of them twice.
        for (var step = 0; step < 8; step++)
        {
            var periods = customers.Select(customer => PeriodStarted(customer: customer)).ToList();
            await billing.Deliver(new PeriodsStarted(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning, periods));
            var byHand = await billing.Draft(customers[step % customers.Count].Id, ("Training", 1, 80));
            byHand = await billing.Staff.FinaliseInvoiceAsync(new Wire.FinaliseInvoiceRequest { InvoiceId = byHand.Id });
            await billing.Credit(byHand, 30);
            var closed = periods[(step + 2) % periods.Count];
            await billing.Deliver(Closed(closed.Subject, closed.Customer, credit: "full"));
            billing.Clock.Advance(TimeSpan.FromHours(7));
        }

        var (invoices, notes) = await billing.Service.Read(async db => (
            await db.Invoices.OrderBy(i => i.Number).Select(i => new { i.Number, Date = i.IssueDate!.Value, i.CreatedAt }).ToListAsync(),
            await db.CreditNotes.OrderBy(n => n.Number).Select(n => new { n.Number, Date = n.IssueDate, n.CreatedAt }).ToListAsync()));
        invoices.Count.ShouldBe(48);
        notes.Count.ShouldBe(16);
        foreach (var series in (IReadOnlyList<(string Number, DateOnly Date, DateTimeOffset At)>[])
            [[.. invoices.Select(i => (i.Number!, i.Date, i.CreatedAt))], [.. notes.Select(n => (n.Number, n.Date, n.CreatedAt))]])
        {
            series.Zip(series.Skip(1)).ShouldAllBe(pair => pair.First.Date <= pair.Second.Date);
            series.ShouldAllBe(document => document.Number.Contains($"/{document.Date.Year}/"));
            series.ShouldAllBe(document => document.Date == CivilTime.DayOf(document.At, business));
            series.Select(document => document.Date.Year).Distinct().Count().ShouldBe(2);
        }

        await billing.FindsNothing();
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_clock_that_is_behind_the_others_does_not_step_back(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start("2026-01-16T00:00:01Z", database: database);
        var ahead = await billing.Bill(PeriodStarted());
        await billing.Credit(ahead, 1);
        billing.Clock.AdjustTime(new DateTimeOffset(2026, 1, 15, 23, 59, 59, TimeSpan.Zero));

        var behind = await billing.Bill(PeriodStarted());
        var note = await billing.Credit(behind, 1);

        (behind.Number, behind.IssueDate.ToDateOnly()).ShouldBe(("INV/2026/00002", Day("2026-01-16")));
        (note.Number, note.IssueDate.ToDateOnly()).ShouldBe(("CN/2026/00002", Day("2026-01-16")));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task The_years_first_invoice_and_first_credit_note_are_each_the_first_of_their_series_in_one_transaction(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start("2026-12-20T10:00:00Z", database: database);
        var start = PeriodStarted(start: "2026-12-20", end: "2027-01-20");
        await billing.Bill(start);
        billing.Clock.SetUtcNow(new DateTimeOffset(2027, 1, 5, 10, 0, 0, TimeSpan.Zero));
        var terms = new EventPlanTerms(start.Subject.Name, 1, new EventMoney("EUR", 60), new EventInterval("month", 1, "gregorian"), null);

        await billing.Deliver(new SubscriptionChanged(
            Guid.CreateVersion7(), start.AggregateId, Staff, Morning, start.Subject, start.Customer, terms, terms,
            new ChangeProration(Guid.CreateVersion7(), start.PeriodStart, Day("2027-01-05"), start.PeriodEnd, 31, "EUR", [Line(60)], null)));

        (await billing.InvoicesOf(start.AggregateId)).Select(i => i.Number).Order().ShouldBe(["INV/2026/00001", "INV/2027/00001"]);
        (await billing.CreditNotesOf(start.AggregateId)).ShouldHaveSingleItem().Number.ShouldBe("CN/2027/00001");
        await billing.FindsNothing();
    }

    [Theory]
    [InlineData("Nowhere/Else")]
    [InlineData("Poland")]
    [InlineData("")]
    public async Task A_time_zone_that_is_no_canonical_name_is_refused(string timeZone)
    {
        var wrong = await Should.ThrowAsync<OptionsValidationException>(BillingUnderTest.Start(configuration: new() { ["Billing:TimeZone"] = timeZone }));

        wrong.Failures.ShouldHaveSingleItem().ShouldStartWith("Billing:TimeZone must be ");
    }
}
