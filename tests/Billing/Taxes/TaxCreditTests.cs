using Contracts.Common.V1;
using Contracts.Events;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class TaxCreditsOnSqlite() : TaxCreditTests(DatabaseProvider.Sqlite);

public sealed class TaxCreditsOnPostgres() : TaxCreditTests(DatabaseProvider.Postgres);

/// <summary>What credit notes credit of taxes (domain.md C7, "Taxes").</summary>
public abstract class TaxCreditTests(DatabaseProvider database) : IAsyncLifetime
{
    private BillingUnderTest _billing = null!;

    public async Task InitializeAsync()
    {
        _billing = await BillingUnderTest.Start(database: database);
        await _billing.TaxRate();
    }

    public async Task DisposeAsync() => await _billing.DisposeAsync();

    [Fact]
    public async Task Parts_of_a_line_give_back_the_tax_of_all_of_them_together_to_the_last_cent()
    {
        var invoice = await _billing.Bill(PeriodStarted(lines: [Line(10.02m, taxCode: "standard"), Line(5)]));

        // 2.20 in all: each third by itself would be 0.73, and 2.19 together.
        var notes = new[] { await _billing.Credit(invoice, 3.34m), await _billing.Credit(invoice, 3.34m), await _billing.Credit(invoice, 3.34m) };
        var left = await _billing.Invoice(invoice.Id);

        invoice.Taxes.Single().Amount.ToDecimal().ShouldBe(2.20m);
        notes.Select(n => (n.Total.ToDecimal(), n.Taxes.Single().Base.ToDecimal(), n.Taxes.Single().Amount.ToDecimal()))
            .ShouldBe([(4.07m, 3.34m, 0.73m), (4.08m, 3.34m, 0.74m), (4.07m, 3.34m, 0.73m)]);
        (left.Taxes.Single().AmountCredited, left.AmountCredited.ToDecimal(), left.AmountDue.ToDecimal()).ShouldBe((invoice.Taxes.Single().Amount, 12.22m, 5m));
        (await _billing.SelfCheck.GetSelfCheckAsync(new GetSelfCheckRequest())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_whole_invoice_is_taken_back_with_its_taxes_and_what_was_paid_becomes_account_credit()
    {
        await _billing.TaxRate("reduced", 5.5m);
        var ada = await _billing.Known();
        var invoice = await _billing.Bill(PeriodStarted(customer: ada, lines: [Line(19.99m, taxCode: "standard"), Line(7.77m, taxCode: "reduced")]));
        await _billing.Pay(invoice, invoice.Total.ToDecimal());

        var note = await _billing.Staff.CreateCreditNoteAsync(new Wire.CreateCreditNoteRequest
        {
            InvoiceId = invoice.Id, Reason = "All of it", Lines = { invoice.Lines.Select(l => new Wire.CreditedLine { Position = l.Position, Amount = l.Amount }) },
        });
        var credited = await _billing.Invoice(invoice.Id);

        note.Total.ShouldBe(invoice.Total);
        note.Taxes.Select(t => (t.Code, t.Amount)).ShouldBe(invoice.Taxes.Select(t => (t.Code, t.Amount)));
        (credited.AmountCredited, credited.AmountDue.ToDecimal()).ShouldBe((invoice.Total, 0m));
        (await _billing.CreditOf(ada.Id)).ShouldBe(invoice.Total.ToDecimal());
        (await _billing.Service.Raised<CreditNoteIssued>()).Single().Total.Amount.ShouldBe(invoice.Total.ToDecimal());
        (await _billing.SelfCheck.GetSelfCheckAsync(new GetSelfCheckRequest())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refund_pays_the_tax_back_too()
    {
        var invoice = await _billing.Bill(PeriodStarted(lines: [Line(40, taxCode: "standard")]));
        await _billing.Pay(invoice, 48.80m);

        await _billing.Staff.CreateCreditNoteAsync(new Wire.CreateCreditNoteRequest
        {
            InvoiceId = invoice.Id, Reason = "Half of it", Settlement = Wire.CreditSettlement.Refund, Lines = { new Wire.CreditedLine { Position = 1, Amount = Money.From(20, "EUR") } },
        });

        (await _billing.Invoice(invoice.Id)).Payments.Single().AmountRefunded.ToDecimal().ShouldBe(24.40m);
    }

    [Theory]
    [InlineData("prorated", 12.90, 2.84)]
    [InlineData("full", 40, 8.80)]
    public async Task A_close_gives_back_the_tax_and_its_preview_says_the_same(string credit, double net, double tax)
    {
        var start = PeriodStarted(start: "2026-01-01", end: "2026-02-01", lines: [Line(40, taxCode: "standard"), Line(15, recurring: false, taxCode: "standard")]);
        var invoice = await _billing.Bill(start);
        var question = new Wire.PreviewClosingCreditRequest
        {
            SubscriptionId = start.AggregateId.ToString(), CustomerId = start.Customer.Id.ToString(), CurrencyCode = "EUR", PeriodStart = TaxWords.On("2026-01-01"),
            EndDate = TaxWords.On("2026-01-22"), Credit = credit == "full" ? Wire.ClosingCreditKind.Full : Wire.ClosingCreditKind.Prorated,
        };
        var shown = await _billing.AsApplication().PreviewClosingCreditAsync(question);

        await _billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-01-22", credit: credit, periodStart: "2026-01-01", periodEnd: "2026-02-01"));
        var credited = await _billing.Invoice(invoice.Id);

        credited.CreditNotes.Single().Taxes.Facts().ShouldBe([("standard", 22m, (decimal)net, (decimal)tax)]);
        (shown.Credit, shown.AmountDue).ShouldBe((credited.CreditNotes.Single().Total, credited.AmountDue));
        shown.Credit.ToDecimal().ShouldBe((decimal)(net + tax));
        shown.Arithmetic.Last().ShouldBe(credit == "full" ? "40.00 x 22%" : "12.90 x 22%");
        (await _billing.SelfCheck.GetSelfCheckAsync(new GetSelfCheckRequest())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_preview_of_a_period_that_is_not_billed_yet_is_taxed_as_of_the_day_on_which_it_will_be()
    {
        await _billing.From((await _billing.Taxes().ListTaxRatesAsync(new Wire.ListTaxRatesRequest())).TaxRates.Single(), "2026-03-01", 24);
        var question = new Wire.PreviewClosingCreditRequest
        {
            SubscriptionId = Guid.CreateVersion7().ToString(), CustomerId = Guid.CreateVersion7().ToString(), CurrencyCode = "EUR",
            PeriodStart = TaxWords.On("2026-03-01"), EndDate = TaxWords.On("2026-03-22"), Credit = Wire.ClosingCreditKind.Prorated,
            UnbilledPeriod = new Wire.FuturePeriod
            {
                Start = TaxWords.On("2026-03-01"), End = TaxWords.On("2026-04-01"), FullPeriodDays = 31,
                Lines = { new Wire.FutureLine { Quantity = 1, UnitPrice = Money.From(40, "EUR"), Recurring = true, TaxCode = "standard" } },
            },
        };

        var shown = await _billing.AsApplication().PreviewClosingCreditAsync(question);

        // 12.90 and 24 percent of it.
        (shown.Credit.ToDecimal(), shown.InvoiceNumber).ShouldBe((16m, ""));
        shown.Arithmetic.ShouldBe(["10 of 31 days x 40.00", "12.90 x 24%"]);
    }

    [Fact]
    public async Task A_credit_keeps_the_percentage_of_its_invoice()
    {
        var invoice = await _billing.Bill(PeriodStarted(lines: [Line(100, taxCode: "standard")]));
        await _billing.From((await _billing.Taxes().ListTaxRatesAsync(new Wire.ListTaxRatesRequest())).TaxRates.Single(), "2026-01-16", 50);
        _billing.Clock.Advance(TimeSpan.FromDays(30));

        (await _billing.Credit(invoice, 50)).Total.ToDecimal().ShouldBe(61);
    }
}
