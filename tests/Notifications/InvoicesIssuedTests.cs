using Contracts.Events;
using Contracts.Notifications.V1;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using static Testing.SomeEvents;

namespace Notifications.Tests;

public sealed class InvoicesIssuedOnSqlite() : InvoicesIssuedTests(DatabaseProvider.Sqlite);

public sealed class InvoicesIssuedOnPostgres() : InvoicesIssuedTests(DatabaseProvider.Postgres);

/// <summary>The invoices of one step of a billing run are told together, and read as if each had been told by itself.</summary>
public abstract class InvoicesIssuedTests(DatabaseProvider database)
{
    [Fact]
    public async Task Batched_invoices_have_the_chatter_that_they_have_one_by_one()
    {
        var invoices = Invoices(40);
        await using var batched = await NotificationsUnderTest.Start(database: database);
        await using var alone = await NotificationsUnderTest.Start(database: database);

        await batched.Deliver(Batch(invoices));
        foreach (var invoice in invoices)
        {
            await alone.Deliver(invoice);
        }

        (await Chatter(batched)).ShouldBe(await Chatter(alone));
        (await batched.Service.Read(db => db.Entries.Select(e => e.ThreadId).Distinct().CountAsync())).ShouldBe(40);
        (await batched.Service.Raised<InvoiceIssued>()).ShouldBeEmpty("they were handled one by one");
        (await batched.Service.Read(db => db.Mails.CountAsync())).ShouldBe(await alone.Service.Read(db => db.Mails.CountAsync()));
    }

    [Fact]
    public async Task Several_invoices_of_one_order_are_entered_in_its_one_thread()
    {
        await using var notifications = await NotificationsUnderTest.Start(database: database);
        var (order, customer) = (Order(), Customer());
        List<InvoiceIssued> invoices = [.. Enumerable.Range(1, 3).Select(i => Issued(i, order, customer))];

        await notifications.Deliver(Batch(invoices));

        (await notifications.EntriesOfEvents(order)).Select(e => e.Reference).ShouldBe(invoices.Select(i => i.Subject.Number), ignoreOrder: true);
        (await notifications.Service.Raised<InvoiceIssued>()).ShouldBeEmpty("they were handled one by one");
    }

    [Fact]
    public async Task Neither_a_repeated_batch_nor_its_invoices_by_themselves_double_anything()
    {
        await using var notifications = await NotificationsUnderTest.Start(database: database);
        var invoices = Invoices(30);
        await notifications.Deliver(invoices[3]);

        await notifications.Deliver(Batch(invoices));
        await notifications.Deliver(Batch(invoices));
        await notifications.ForgetInbox();
        await notifications.Deliver(invoices[5]);
        await notifications.Deliver(Batch(invoices));

        (await Chatter(notifications)).Count.ShouldBe(30);
    }

    [Fact]
    public async Task A_batch_and_its_invoices_at_the_same_moment_enter_each_once()
    {
        await using var notifications = await NotificationsUnderTest.Start(database: database);
        var invoices = Invoices(30);
        var batches = new[] { Batch(invoices), Batch([.. invoices.Take(20)]), Batch([.. invoices.Skip(10)]) };

        await Task.WhenAll([.. batches.Select(notifications.Service.Publish), .. invoices.Select(notifications.Service.Publish)]);
        await Task.WhenAll([.. batches.Select(e => notifications.Service.Handled(e.EventId)), .. invoices.Select(e => notifications.Service.Handled(e.EventId))]);

        (await Chatter(notifications)).Count.ShouldBe(30);
    }

    [Fact]
    public async Task Of_two_hundred_a_bad_one_is_parked_alone()
    {
        await using var notifications = await NotificationsUnderTest.Start(database: database);
        var invoices = Invoices(200);
        invoices[117] = invoices[117] with { Customer = null! };

        await notifications.Deliver(Batch(invoices));

        var parked = await Eventually.Async(
            () => notifications.Service.Read(db => db.ParkedMessages.AsNoTracking().ToListAsync()), found => found.Count > 0, "the bad one to be parked");
        parked.Select(p => (p.EventId, p.Handler)).ShouldBe([(invoices[117].EventId, "notifications-on-invoice-issued")]);
        var entered = await Eventually.Async(() => Chatter(notifications), found => found.Count >= 199, "the others to be entered");
        entered.Select(e => e.Reference).ShouldBe(invoices.Where((_, i) => i != 117).Select(i => i.Subject.Number), ignoreOrder: true);
    }

    private static InvoicesIssued Batch(IReadOnlyList<InvoiceIssued> invoices) => new(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning, invoices);

    private static List<InvoiceIssued> Invoices(int count) => [.. Enumerable.Range(1, count).Select(i => Issued(i, Order($"S{i:D5}"), Customer()))];

    private static InvoiceIssued Issued(int number, Subject order, EventCustomer customer) => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning, InvoiceSubject($"INV/2026/{number:D5}"), order, customer, new EventMoney("EUR", 40 + number),
        Day("2026-01-15"), Day("2026-02-15"), Day("2026-01-29"));

    /// <summary>All that the table says of each entry of an event, in their order; those of mails that went out come in their own time.</summary>
    private static Task<List<(Guid Id, Guid Order, ChatterKind Kind, string Reference, decimal? Amount, string Currency, string Actor, DateTimeOffset At, bool Visible)>> Chatter(
        NotificationsUnderTest notifications) => notifications.Service.Read(async db =>
        (await db.Entries.AsNoTracking().Where(e => e.Kind != ChatterKind.MailSent).OrderBy(e => e.Id).ToListAsync())
            .Select(e => (e.Id, e.ThreadId, e.Kind, e.Reference, e.Amount, e.Currency, e.ActorName, e.CreatedAt, e.VisibleToCustomer)).ToList());
}
