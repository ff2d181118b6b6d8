using Contracts.Common.V1;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using static Billing.Tests.TaxWords;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class TaxedInvoicesOnSqlite() : TaxedInvoiceTests(DatabaseProvider.Sqlite);

public sealed class TaxedInvoicesOnPostgres() : TaxedInvoiceTests(DatabaseProvider.Postgres);

/// <summary>What invoices add to prices (domain.md "Taxes").</summary>
public abstract class TaxedInvoiceTests(DatabaseProvider database) : IAsyncLifetime
{
    private BillingUnderTest _billing = null!;

    public async Task InitializeAsync() => _billing = await BillingUnderTest.Start(database: database);

    public async Task DisposeAsync() => await _billing.DisposeAsync();

    [Fact]
    public async Task C5_A_tax_is_rounded_once_per_rate_on_the_sum_of_its_lines()
    {
        await _billing.TaxRate();
        await _billing.TaxRate("reduced", 10);
        var lines = new[] { Line(10.02m, taxCode: "standard"), Line(0.25m, taxCode: "reduced"), Line(10.02m, taxCode: "standard"), Line(7), Line(10.02m, taxCode: "standard") };

        var invoice = await _billing.Bill(PeriodStarted(lines: lines));

        // Line by line it would be 3 x 2.20; half a cent of the other goes away from zero.
        invoice.Taxes.Facts().ShouldBe([("reduced", 10m, 0.25m, 0.03m), ("standard", 22m, 30.06m, 6.61m)]);
        (invoice.Net.ToDecimal(), invoice.Total.ToDecimal(), invoice.AmountDue).ShouldBe((37.31m, 43.95m, invoice.Total));
        invoice.Lines.Select(l => l.TaxCode).ShouldBe(["standard", "reduced", "standard", "", "standard"]);
        (await _billing.Service.Raised<InvoiceIssued>()).Single().Total.Amount.ShouldBe(43.95m);
        (await _billing.SelfCheck.GetSelfCheckAsync(new GetSelfCheckRequest())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Dongs_have_no_decimals_and_neither_has_their_tax()
    {
        await _billing.TaxRate("vn", 8.125m);

        var invoice = await _billing.Bill(PeriodStarted(currency: "VND", lines: [Line(499_999, taxCode: "vn")]));

        invoice.Taxes.Facts().ShouldBe([("vn", 8.125m, 499_999m, 40_625m)]);
        invoice.Total.ToDecimal().ShouldBe(540_624);
    }

    [Fact]
    public async Task The_percentage_is_that_of_the_issue_date_where_the_business_is()
    {
        await using var billing = await BillingUnderTest.Start("2026-01-31T22:30:00Z", new() { ["Billing:TimeZone"] = "Europe/Rome" });
        await billing.From(await billing.TaxRate(), "2026-02-01", 24);
        var (early, late) = (billing.Clock.GetUtcNow(), billing.Clock.GetUtcNow().AddHours(1));
        var customer = await billing.Known();

        var previewed = await billing.AsApplication().PreviewInvoicesAsync(new Wire.PreviewInvoicesRequest
        {
            CustomerId = customer.Id.ToString(), CurrencyCode = "EUR", Periods = { At(early), At(late) },
        });
        var before = await billing.Bill(PeriodStarted(customer: customer, lines: [Line(100, taxCode: "standard")]));
        billing.Clock.SetUtcNow(late);
        var after = await billing.Bill(PeriodStarted(customer: customer, lines: [Line(100, taxCode: "standard")]));

        (before.IssueDate, before.Total.ToDecimal()).ShouldBe((On("2026-01-31"), 122m));
        (after.IssueDate, after.Total.ToDecimal()).ShouldBe((On("2026-02-01"), 124m));
        previewed.Invoices.Select(i => i.Total.ToDecimal()).ShouldBe([122m, 124m]);

        static Wire.FuturePeriod At(DateTimeOffset issued) => new()
        {
            Start = On("2026-01-31"), End = On("2026-02-28"), FullPeriodDays = 28, IssueTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(issued),
            Lines = { new Wire.FutureLine { Quantity = 1, UnitPrice = Money.From(100, "EUR"), Recurring = true, TaxCode = "standard" } },
        };
    }

    [Fact]
    public async Task What_is_issued_stays_as_it_is_when_names_and_percentages_change()
    {
        var rate = await _billing.TaxRate();
        var invoice = await _billing.Bill(PeriodStarted(lines: [Line(100, taxCode: "standard")]));

        await _billing.From(rate, "2026-01-01", 30);
        await _billing.Taxes().UpdateTaxRateAsync(new Wire.UpdateTaxRateRequest { TaxRate = new Wire.TaxRate { Id = rate.Id, Name = new LocalizedText { Values = { ["en"] = "Other" } } } });

        (await _billing.Invoice(invoice.Id)).ShouldBe(invoice);
        (await _billing.Bill(PeriodStarted(lines: [Line(100, taxCode: "standard")]))).Total.ToDecimal().ShouldBe(130);
    }

    [Fact]
    public async Task A_customer_who_is_exempt_pays_no_tax_and_the_invoice_says_why()
    {
        await _billing.TaxRate();
        var ada = await _billing.Known();
        await _billing.Exempt(ada.Id);

        var exempt = await _billing.Bill(PeriodStarted(customer: ada, lines: [Line(100, taxCode: "standard")]));
        var other = await _billing.Bill(PeriodStarted(lines: [Line(100, taxCode: "standard")]));
        var untaxed = await _billing.Bill(PeriodStarted(customer: ada));
        await _billing.Taxes().ClearTaxExemptionAsync(new Wire.ClearTaxExemptionRequest { CustomerId = ada.Id.ToString() });
        var later = await _billing.Bill(PeriodStarted(customer: ada, lines: [Line(100, taxCode: "standard")]));

        (exempt.Total.ToDecimal(), exempt.Taxes.Count, exempt.TaxExemptReason, exempt.TaxExemptNumber).ShouldBe((100m, 0, "Reverse charge", "DE123456789"));
        (other.Total.ToDecimal(), other.TaxExemptReason).ShouldBe((122m, ""));
        untaxed.TaxExemptReason.ShouldBe("");
        (later.Total.ToDecimal(), later.TaxExemptReason).ShouldBe((122m, ""));
        (await _billing.Invoice(exempt.Id)).Total.ToDecimal().ShouldBe(100);
        (await _billing.SelfCheck.GetSelfCheckAsync(new GetSelfCheckRequest())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_retired_rate_goes_on_for_orders_that_name_it()
    {
        var rate = await _billing.TaxRate();
        await _billing.Taxes().RetireTaxRateAsync(new Wire.RetireTaxRateRequest { Id = rate.Id });

        (await _billing.Bill(PeriodStarted(lines: [Line(100, taxCode: "standard")]))).Total.ToDecimal().ShouldBe(122);
    }

    [Fact]
    public async Task C16_An_unknown_code_parks_its_invoice_alone_until_the_rate_is_there()
    {
        await _billing.TaxRate();
        List<PeriodStarted> periods = [.. new[] { "standard", "luxury", "standard" }.Select(code => PeriodStarted(lines: [Line(100, taxCode: code)]))];
        var parking = _billing.Service.Client<Wire.ParkedWorkService.ParkedWorkServiceClient>(_billing.Service.Tokens.Staff("billing"));

        await _billing.Deliver(new PeriodsStarted(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning, periods));
        var parked = (await Eventually.Async(
            async () => await parking.ListParkedWorkAsync(new ListParkedWorkRequest()), found => found.ParkedWork.Count == 1, "the period to be parked")).ParkedWork[0];
        await Eventually.Async(() => _billing.Service.Read(db => db.Invoices.CountAsync()), count => count == 2, "the others to be invoiced");

        parked.ItemId.ShouldBe(periods[1].EventId.ToString());
        (await parking.GetParkedWorkAsync(new GetParkedWorkRequest { Id = parked.Id })).Error.ShouldContain("'luxury'");
        (await Refused.By(parking.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = parked.Id }))).Reason.ShouldBe("STILL_FAILS");

        await _billing.TaxRate("luxury", 35);
        await parking.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = parked.Id });

        var invoice = (await _billing.InvoicesOf(periods[1].AggregateId)).Single();
        (invoice.Number, invoice.Total.ToDecimal()).ShouldBe(("INV/2026/00003", 135m));
    }

    [Fact]
    public async Task An_invoice_by_hand_is_taxed_as_a_draft_and_again_as_of_its_issue_date()
    {
        await _billing.From(await _billing.TaxRate(), "2026-02-01", 24);
        var ada = await _billing.Known();

        var draft = await Draft(ada.Id, "STANDARD", "");
        var revised = await _billing.Staff.ReviseDraftInvoiceAsync(new Wire.ReviseDraftInvoiceRequest { InvoiceId = draft.Id, Lines = { Taxed("Workshop", 50, "standard") } });
        _billing.Clock.SetUtcNow(new DateTimeOffset(2026, 2, 1, 10, 0, 0, TimeSpan.Zero));
        var final = await _billing.Staff.FinaliseInvoiceAsync(new Wire.FinaliseInvoiceRequest { InvoiceId = draft.Id });

        draft.Taxes.Facts().ShouldBe([("standard", 22m, 30m, 6.60m)]);
        (draft.Total.ToDecimal(), draft.Lines[0].TaxCode).ShouldBe((66.60m, "standard"));
        (revised.Total.ToDecimal(), final.Total.ToDecimal(), final.AmountDue.ToDecimal()).ShouldBe((61m, 62m, 62m));
        final.Taxes.Facts().ShouldBe([("standard", 24m, 50m, 12m)]);
    }

    [Fact]
    public async Task A_draft_takes_no_tax_that_is_unknown_or_retired_but_keeps_what_it_has()
    {
        var rate = await _billing.TaxRate();
        var ada = await _billing.Known();
        var draft = await Draft(ada.Id, "standard");
        await _billing.Taxes().RetireTaxRateAsync(new Wire.RetireTaxRateRequest { Id = rate.Id });

        (await Refused.By(_billing.Staff.CreateDraftInvoiceAsync(Request(ada.Id, "", "luxury")))).Violations.ShouldBe(["lines[1].tax_code:UNKNOWN_TAX_CODE"]);
        (await Refused.By(_billing.Staff.CreateDraftInvoiceAsync(Request(ada.Id, "standard")))).Violations.ShouldBe(["lines[0].tax_code:TAX_RATE_RETIRED"]);
        (await Refused.By(_billing.Staff.CreateDraftInvoiceAsync(Request(ada.Id, "no code")))).Violations.ShouldBe(["lines[0].tax_code:NOT_A_CODE"]);
        var revised = await _billing.Staff.ReviseDraftInvoiceAsync(new Wire.ReviseDraftInvoiceRequest { InvoiceId = draft.Id, Lines = { Taxed("Workshop", 50, "standard") } });

        revised.Total.ToDecimal().ShouldBe(61);
    }

    [Fact]
    public async Task A_preview_of_invoices_is_what_they_come_to()
    {
        await _billing.From(await _billing.TaxRate(), "2026-02-01", 24);
        var (ada, eve) = (await _billing.Known(), await _billing.Known());
        await _billing.Exempt(eve.Id);

        var shown = await _billing.AsApplication().PreviewInvoicesAsync(Question(ada.Id, "standard"));
        var exempt = await _billing.AsApplication().PreviewInvoicesAsync(Question(eve.Id, "standard"));

        shown.Invoices.Select(i => (i.Net.ToDecimal(), i.Total.ToDecimal())).ShouldBe([(80m, 97.60m), (80m, 99.20m)]);
        shown.Invoices[1].Taxes.Facts().ShouldBe([("standard", 24m, 80m, 19.20m)]);
        exempt.Invoices.Select(i => (i.Taxes.Count, i.Total.ToDecimal())).ShouldBe([(0, 80m), (0, 80m)]);
        (await Refused.By(_billing.AsApplication().PreviewInvoicesAsync(Question(ada.Id, "luxury")))).Reason.ShouldBe("UNKNOWN_TAX_CODE");
        (await _billing.Service.Read(db => db.Invoices.CountAsync())).ShouldBe(0);

        static Wire.PreviewInvoicesRequest Question(Guid customer, string code) => new()
        {
            CustomerId = customer.ToString(),
            CurrencyCode = "EUR",
            Periods =
            {
                new[] { "2026-01-31", "2026-02-01" }.Select(day => new Wire.FuturePeriod
                {
                    Start = On(day), End = On("2026-03-01"), FullPeriodDays = 31, Lines = { new Wire.FutureLine { Quantity = 2, UnitPrice = Money.From(40, "EUR"), TaxCode = code } },
                }),
            },
        };
    }

    [Fact]
    public async Task A_tax_that_is_wrong_in_the_database_is_found()
    {
        await _billing.TaxRate();
        var invoice = await _billing.Bill(PeriodStarted(lines: [Line(100, taxCode: "standard")]));
        var id = Guid.Parse(invoice.Id);

        await _billing.Service.Read(async db =>
        {
            var broken = await db.Invoices.SingleAsync(i => i.Id == id);
            db.Entry(broken.Taxes[0]).Property(t => t.Amount).CurrentValue = 21;
            return await db.SaveChangesAsync();
        });

        (await _billing.SelfCheck.GetSelfCheckAsync(new GetSelfCheckRequest())).Findings.Select(f => f.Rule).ShouldBe(["INVOICE_TOTAL", "INVOICE_TAX"], ignoreOrder: true);
    }

    private async Task<Wire.Invoice> Draft(Guid customer, params string[] codes) => await _billing.Staff.CreateDraftInvoiceAsync(Request(customer, codes));

    private static Wire.CreateDraftInvoiceRequest Request(Guid customer, params string[] codes) =>
        new() { CustomerId = customer.ToString(), Lines = { codes.Select(code => Taxed("Workshop", 30, code)) } };

    private static Wire.DraftLine Taxed(string description, decimal price, string code)
    {
        var line = BillingUnderTest.DraftLine(description, 1, price);
        line.TaxCode = code;
        return line;
    }
}
