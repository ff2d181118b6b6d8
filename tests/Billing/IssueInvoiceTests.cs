using Contracts.Common.V1;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class IssueInvoiceTests
{
    [Fact]
    public async Task A_period_that_starts_is_invoiced_at_once()
    {
        await using var billing = await BillingUnderTest.Start();
        var e = PeriodStarted(lines: [Line(19.99m, quantity: 3), Line(5, recurring: false, description: "Setup")]);

        var invoice = await billing.Bill(e);

        invoice.Number.ShouldBe("INV/2026/00001");
        invoice.State.ShouldBe(Wire.InvoiceState.Open);
        invoice.Total.ShouldBe(Money.From(64.97m, "EUR"));
        invoice.AmountDue.ShouldBe(invoice.Total);
        invoice.Lines.Select(l => l.Amount.ToDecimal()).ShouldBe([59.97m, 5m]);
        invoice.CustomerName.ShouldBe("Ada Lovelace");
        invoice.Source.Number.ShouldBe("S00042");
        invoice.PeriodEnd.ToDateOnly().ShouldBe(Day("2026-02-15"));
        var reported = (await billing.Service.Raised<InvoiceIssued>()).ShouldHaveSingleItem();
        reported.Subject.Number.ShouldBe(invoice.Number);
        reported.Total.ShouldBe(new EventMoney("EUR", 64.97m));
        reported.Customer.ShouldBe(e.Customer);
        reported.Actor.ShouldBe(e.Actor);
    }

    [Fact]
    public async Task A_shorter_period_bills_its_part_of_the_price_and_says_how_it_comes_about()
    {
        await using var billing = await BillingUnderTest.Start();

        var invoice = await billing.Bill(PeriodStarted(end: "2026-02-01", lines: [Line(40), Line(5, recurring: false)]) with { FullPeriodDays = 31 });

        invoice.Lines.Select(l => (l.UnitPrice.ToDecimal(), l.Amount.ToDecimal(), l.Arithmetic)).ShouldBe([(40m, 21.94m, "17 of 31 days x 40.00"), (5m, 5m, "")]);
        invoice.Total.ToDecimal().ShouldBe(26.94m);
    }

    [Fact]
    public async Task A_discount_stands_beside_its_line_whose_amount_is_what_is_left()
    {
        await using var billing = await BillingUnderTest.Start();

        var invoice = await billing.Bill(PeriodStarted(lines: [Line(40), Line(5, recurring: false)]) with { Discount = Discount(percent: 10) });

        var line = invoice.Lines[0];
        (line.UnitPrice.ToDecimal(), line.Amount.ToDecimal(), line.Discount.Code, line.Discount.Name.In("en"), line.Discount.Amount.ToDecimal(), line.Discount.Arithmetic)
            .ShouldBe((40m, 36m, "SPRING", "Spring sale", 4m, "10% x 40.00"));
        invoice.Lines[1].Discount.ShouldBeNull();
        (invoice.Total.ToDecimal(), invoice.AmountDue.ToDecimal()).ShouldBe((41m, 41m));
    }

    [Fact]
    public async Task An_invoice_of_which_nothing_is_left_is_paid_at_once_and_gives_nothing_back()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted(lines: [Line(40)]) with { Discount = Discount(percent: 100) };

        var invoice = await billing.Bill(start);
        await billing.Deliver(Closed(start.Subject, start.Customer, credit: "full"));

        (invoice.Total.ToDecimal(), invoice.State).ShouldBe((0m, Wire.InvoiceState.Paid));
        (await billing.CreditNotesOf(start.AggregateId)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_event_twice_makes_one_invoice()
    {
        await using var billing = await BillingUnderTest.Start();
        var e = PeriodStarted();
        await billing.Deliver(e);
        await billing.ForgetInbox();

        await billing.Deliver(e);

        (await billing.InvoicesOf(e.AggregateId)).ShouldHaveSingleItem();
        (await billing.Service.Raised<InvoiceIssued>()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Two_events_of_one_period_at_the_same_moment_make_one_invoice_and_leave_no_gap(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var first = PeriodStarted();
        var twins = Enumerable.Range(0, 6).Select(_ => first with { EventId = Guid.CreateVersion7() }).ToList();

        await Task.WhenAll(twins.Select(billing.Service.Publish));
        await Task.WhenAll(twins.Select(t => billing.Service.Handled(t.EventId)));
        var next = await billing.Bill(PeriodStarted());

        (await billing.InvoicesOf(first.AggregateId)).ShouldHaveSingleItem().Number.ShouldBe("INV/2026/00001");
        next.Number.ShouldBe("INV/2026/00002");
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Fifty_periods_at_once_are_numbered_without_gaps(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var events = Enumerable.Range(0, 50).Select(_ => PeriodStarted()).ToList();

        await Task.WhenAll(events.Select(billing.Service.Publish));
        await Task.WhenAll(events.Select(e => billing.Service.Handled(e.EventId)));

        var numbers = await billing.Service.Read(db => db.Invoices.Select(i => i.Number!).Order().ToListAsync());
        numbers.ShouldBe(Enumerable.Range(1, 50).Select(n => $"INV/2026/{n:00000}"));
    }

    [Fact]
    public async Task Nothing_to_pay_is_paid_from_the_start()
    {
        await using var billing = await BillingUnderTest.Start();

        var invoice = await billing.Bill(PeriodStarted(lines: [Line(0)]));

        invoice.State.ShouldBe(Wire.InvoiceState.Paid);
        invoice.Number.ShouldBe("INV/2026/00001");
    }

    [Theory]
    [InlineData("VND", "333333.4", 3, "1000000")]
    [InlineData("EUR", "0.335", 1, "0.34")]
    [InlineData("KWD", "1.0005", 1, "1.001")]
    public async Task A_line_is_rounded_once_to_the_currencys_own_digits(string currency, string price, int quantity, string amount)
    {
        await using var billing = await BillingUnderTest.Start();

        var invoice = await billing.Bill(PeriodStarted(currency: currency, lines: [Line(Exact(price), quantity)]));

        invoice.Total.ShouldBe(Money.From(Exact(amount), currency));
    }

    [Fact]
    public async Task Each_period_of_a_subscription_gets_its_own_invoice()
    {
        await using var billing = await BillingUnderTest.Start();
        var order = Order();
        var customer = Customer();

        await billing.Deliver(PeriodStarted(order, customer));
        billing.Clock.Advance(TimeSpan.FromDays(31));
        await billing.Deliver(PeriodStarted(order, customer, "2026-02-15", "2026-03-15"));

        (await billing.InvoicesOf(order.Id)).Select(i => i.PeriodStart.ToDateOnly()).ShouldBe([Day("2026-02-15"), Day("2026-01-15")]);
    }

    private static decimal Exact(string amount) => decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
}
