using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using static Testing.SomeEvents;

namespace Billing.Tests;

public sealed class IssueInvoicesOnSqlite() : IssueInvoicesTests(DatabaseProvider.Sqlite);

public sealed class IssueInvoicesOnPostgres() : IssueInvoicesTests(DatabaseProvider.Postgres);

/// <summary>Periods that start together, in one step of a billing run (domain.md C4, C6, C16).</summary>
public abstract class IssueInvoicesTests(DatabaseProvider database)
{
    [Fact]
    public async Task Each_gets_its_invoice_and_the_numbers_follow_their_order()
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var ada = Customer();
        List<PeriodStarted> periods = [PeriodStarted(customer: ada), PeriodStarted(currency: "VND", lines: [Line(200_000)]), PeriodStarted(customer: ada, lines: [Line(7, 3)])];

        await billing.Deliver(Batch(periods));
        var next = await billing.Bill(PeriodStarted());

        (await Numbers(billing, periods)).ShouldBe(["INV/2026/00001", "INV/2026/00002", "INV/2026/00003"]);
        next.Number.ShouldBe("INV/2026/00004");
    }

    [Fact]
    public async Task They_are_told_together_and_one_that_is_made_alone_is_told_alone()
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        List<PeriodStarted> periods = [PeriodStarted(), PeriodStarted(currency: "VND", lines: [Line(200_000)]), PeriodStarted(lines: [Line(7, 3)])];

        await billing.Deliver(Batch(periods));
        await billing.Deliver(Batch([PeriodStarted()]));

        var batched = (await billing.Service.Raised<InvoicesIssued>()).ShouldHaveSingleItem();
        batched.Invoices.Select(e => (e.Source!.Id, e.Subject.Number, e.Total)).ShouldBe(
        [
            (periods[0].Subject.Id, "INV/2026/00001", new EventMoney("EUR", 40)), (periods[1].Subject.Id, "INV/2026/00002", new EventMoney("VND", 200_000)),
            (periods[2].Subject.Id, "INV/2026/00003", new EventMoney("EUR", 21)),
        ]);
        batched.Invoices.Select(e => e.EventId).ShouldBeUnique();
        (await billing.Service.Raised<InvoiceIssued>()).Select(e => (e.Subject.Number, e.Total)).ShouldBe([("INV/2026/00004", new EventMoney("EUR", 40))]);
    }

    [Fact]
    public async Task Made_together_invoices_are_stored_as_they_are_one_by_one()
    {
        await using var batched = await BillingUnderTest.Start(database: database);
        await using var alone = await BillingUnderTest.Start(database: database);
        var periods = Enumerable.Range(0, 36).Select(i => (i % 3) switch
        {
            0 => PeriodStarted(lines: [Line(40), Line(7, 3)]) with { Discount = Discount(percent: 10) },
            1 => PeriodStarted(currency: "VND", lines: [Line(200_000)]),
            _ => PeriodStarted(end: "2026-02-01", customer: Customer("Ê'ë \"{}\\"), lines: [Line(40), Line(0, recurring: false)]) with { FullPeriodDays = 31 },
        }).ToList();

        await batched.Deliver(Batch(periods));
        foreach (var period in periods)
        {
            await alone.Deliver(period);
        }

        foreach (var period in periods)
        {
            (await Comparable(batched, period)).ShouldBe(await Comparable(alone, period));
        }
    }

    /// <summary>The invoice without what differs each time that one is made.</summary>
    private static async Task<Contracts.Billing.V1.Invoice> Comparable(BillingUnderTest billing, PeriodStarted period)
    {
        var invoice = (await billing.InvoicesOf(period.AggregateId)).Single();
        invoice.Lines.Count.ShouldBe(period.Lines.Count);
        invoice.Id = "";
        invoice.CreateTime = null;
        return invoice;
    }

    [Fact]
    public async Task What_is_invoiced_already_is_left_alone_and_takes_no_number()
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        List<PeriodStarted> periods = [PeriodStarted(), PeriodStarted(), PeriodStarted()];
        await billing.Deliver(periods[1]);

        await billing.Deliver(Batch([.. periods, periods[0] with { EventId = Guid.CreateVersion7() }]));
        await billing.Deliver(Batch(periods));

        (await Numbers(billing, periods)).ShouldBe(["INV/2026/00002", "INV/2026/00001", "INV/2026/00003"]);
        (await billing.Service.Read(db => db.Invoices.CountAsync())).ShouldBe(3);
    }

    [Fact]
    public async Task A_bad_one_is_parked_alone_and_leaves_no_gap()
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        List<PeriodStarted> periods = [PeriodStarted(), PeriodStarted(customer: Customer(timeZone: "Nowhere/Else")), PeriodStarted()];

        await billing.Deliver(Batch(periods));

        var parked = await Eventually.Async(
            () => billing.Service.Read(db => db.ParkedMessages.AsNoTracking().ToListAsync()), found => found.Count > 0, "the bad period to be parked");
        parked.ShouldHaveSingleItem().EventId.ShouldBe(periods[1].EventId);
        var numbers = await Eventually.Async(
            () => billing.Service.Read(db => db.Invoices.Select(i => i.Number!).Order().ToListAsync()), found => found.Count == 2, "the others to be invoiced");
        numbers.ShouldBe(["INV/2026/00001", "INV/2026/00002"]);
    }

    [Fact]
    public async Task Customers_cards_are_charged_and_their_account_credit_is_used()
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var (ada, eve) = (Customer(), await billing.Known());
        await billing.AddCard(ada.Id, TestCards.Good);
        await billing.Give(eve.Id, 50);
        List<PeriodStarted> periods = [PeriodStarted(customer: eve), PeriodStarted(customer: ada), PeriodStarted(customer: eve)];

        await billing.Deliver(Batch(periods));

        var charged = (await billing.InvoicesOf(periods[1].AggregateId)).Single();
        (await billing.Charged(charged.Id)).AmountDue.ToDecimal().ShouldBe(0);
        (await billing.InvoicesOf(periods[0].AggregateId)).Single().AmountDue.ToDecimal().ShouldBe(0);
        (await billing.InvoicesOf(periods[2].AggregateId)).Single().AmountDue.ToDecimal().ShouldBe(30);
    }

    [Fact]
    public async Task Batches_at_the_same_moment_that_share_periods_bill_each_once_without_gaps()
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var periods = Enumerable.Range(0, 40).Select(_ => PeriodStarted()).ToList();
        List<PeriodsStarted> batches = [.. Enumerable.Range(0, 4).Select(i => Batch([.. periods.Skip(i * 8).Take(16)]))];

        await Task.WhenAll(batches.Select(billing.Service.Publish));
        await Task.WhenAll(batches.Select(batch => billing.Service.Handled(batch.EventId)));

        var numbers = await billing.Service.Read(db => db.Invoices.Select(i => i.Number!).Order().ToListAsync());
        numbers.ShouldBe(Enumerable.Range(1, 40).Select(n => $"INV/2026/{n:00000}"));
    }

    private static PeriodsStarted Batch(IReadOnlyList<PeriodStarted> periods) => new(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning, periods);

    private static async Task<List<string>> Numbers(BillingUnderTest billing, IEnumerable<PeriodStarted> periods)
    {
        var numbers = new List<string>();
        foreach (var period in periods)
        {
            numbers.Add((await billing.InvoicesOf(period.AggregateId)).Single().Number);
        }

        return numbers;
    }
}
