using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class SearchTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Invoices_and_credit_notes_are_found_by_number_order_and_customer(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var lan = await Billed(billing, "S00012", Customer("Nguyễn Thị Lan", email: "lan.nguyen@example.vn"));
        var sara = await Billed(billing, "S00013", Customer("سارا احمدی", email: "sara@example.com"));

        foreach (var (query, found) in new (string, Wire.Invoice[])[]
        {
            ("nguyen", [lan]),
            ("lan.nguyen@example.vn", [lan]),
            ("s00012", [lan]),
            ("۱۲", [lan]),
            ("INV/2026/00002", [sara]),
            ("2026/00002", [sara]),
            ("00002", [sara]),
            ("2 احمدي", [sara]),
            ("sara 12", []),
            ("inv 2026", [sara, lan]),
            ("example", [sara, lan]),
            ("nobody", []),
        })
        {
            (await Invoices(billing, query)).ShouldBe(found.Select(i => i.Number), $"invoices by \"{query}\"");
            (await Notes(billing, query)).ShouldBe(found.Select(i => i.Number), $"credit notes by \"{query}\"");
        }

        (await Notes(billing, "CN/2026/00001")).ShouldBe([lan.Number]);
        (await Invoices(billing, "CN/2026/00001")).ShouldBeEmpty();
        (await billing.Staff.ListInvoicesAsync(new Wire.ListInvoicesRequest { Query = "nguyen", CustomerId = sara.CustomerId })).Invoices.ShouldBeEmpty();
        (await billing.Portal(Guid.Parse(sara.CustomerId)).ListInvoicesAsync(new Wire.ListPortalInvoicesRequest())).Invoices.Select(i => i.Number).ShouldBe([sara.Number]);
        await IndexShouldBeTrue(billing);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_was_billed_is_found_by_what_it_says_and_by_what_its_customer_is_called_now(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var ada = Customer("Ada Bianchi", email: "ada@old.example");
        await billing.Deliver(CustomerChanged(ada));
        var other = await Billed(billing, "S00002", Customer("Eva Kos", email: "eva@example.com"));
        var invoice = await Billed(billing, "S00001", ada);
        billing.Clock.Advance(TimeSpan.FromSeconds(1));
        var draft = await billing.Draft(ada.Id, ("Workshop", 1, 30));

        await billing.Deliver(CustomerChanged(ada with { Name = "Ada Wiśniewska", Email = "ada@new.example" }, at: Morning.AddHours(2)));
        await billing.Deliver(CustomerChanged(ada with { Name = "Heard late" }, at: Morning.AddHours(1)));

        foreach (var query in new[] { "wisniewska", "ada@new.example", "bianchi", "ada@old.example" })
        {
            (await Invoices(billing, query)).ShouldBe(["", invoice.Number], query);
            (await Notes(billing, query)).ShouldBe([invoice.Number], query);
        }

        (await Invoices(billing, "heard")).ShouldBeEmpty();
        (await billing.Invoice(invoice.Id)).CustomerName.ShouldBe("Ada Bianchi");
        var final = await billing.Staff.FinaliseInvoiceAsync(new Wire.FinaliseInvoiceRequest { InvoiceId = draft.Id });
        (await Invoices(billing, $"wisniewska {final.Number}")).ShouldBe([final.Number]);
        (await Invoices(billing, "kos")).ShouldBe([other.Number]);
        await IndexShouldBeTrue(billing);
    }

    [Fact]
    public async Task A_deleted_draft_leaves_no_words_behind()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        var draft = await billing.Draft(ada.Id, ("Workshop", 1, 30));
        (await billing.Service.Read(db => db.SearchWords.AnyAsync())).ShouldBeTrue();

        await billing.Staff.DeleteDraftInvoiceAsync(new Wire.DeleteDraftInvoiceRequest { InvoiceId = draft.Id });

        (await billing.Service.Read(db => db.SearchWords.AnyAsync())).ShouldBeFalse();
    }

    /// <summary>An invoice of which one cent was taken back.</summary>
    private static async Task<Wire.Invoice> Billed(BillingUnderTest billing, string order, EventCustomer customer)
    {
        billing.Clock.Advance(TimeSpan.FromSeconds(1));
        var invoice = await billing.Bill(PeriodStarted(Order(order), customer));
        await billing.Credit(invoice, 0.01m);
        return invoice;
    }

    private static async Task<List<string>> Invoices(BillingUnderTest billing, string query) =>
        [.. (await billing.Staff.ListInvoicesAsync(new Wire.ListInvoicesRequest { Query = query })).Invoices.Select(i => i.Number)];

    /// <returns>The numbers of their invoices.</returns>
    private static async Task<List<string>> Notes(BillingUnderTest billing, string query) =>
        [.. (await billing.Staff.ListCreditNotesAsync(new Wire.ListCreditNotesRequest { Query = query })).CreditNotes.Select(n => n.InvoiceNumber)];

    private static async Task IndexShouldBeTrue(BillingUnderTest billing)
    {
        var (index, texts) = await billing.Service.Read<(List<string>, List<string>)>(async db => (
            [.. (await db.SearchWords.ToListAsync()).Select(w => w.Kind + w.SubjectId + w.Word)],
            [
                .. (await db.Invoices.ToListAsync()).SelectMany(i => Words("Invoices", i.Id, i.SearchText)),
                .. (await db.CreditNotes.ToListAsync()).SelectMany(n => Words("CreditNotes", n.Id, n.SearchText)),
            ]));
        index.ShouldBe(texts, ignoreOrder: true);

        static IEnumerable<string> Words(string kind, Guid id, string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => kind + id + word);
    }
}
