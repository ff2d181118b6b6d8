using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Notifications.Mails;
using static Testing.SomeEvents;

namespace Notifications.Tests;

/// <summary>domain.md, Mails about money: each invoice, payment, refund and credit note is told by one mail.</summary>
public sealed class MoneyMailTests(SharedNotifications shared) : IClassFixture<SharedNotifications>
{
    public static TheoryData<string> Kinds => new("invoice", "receipt", "refund", "credit_note");

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_mail_tells_of_it_however_often_it_is_delivered(string kind)
    {
        var notifications = shared.Service;
        var e = Event(kind, Customer());

        await notifications.Deliver(e);
        await notifications.Service.Publish(e);
        await notifications.Service.Delivered(e.EventId, 2);

        var mail = (await MailsAbout(e.Subject)).ShouldHaveSingleItem();
        (mail.Template, mail.AboutKind).ShouldBe((kind, "invoice"));
        $"{mail.Subject}\n{mail.TextBody}".ShouldContain("INV/2026/00001");
        foreach (var part in (string[])["S00042", "Gold plan", "40.00\u00A0EUR", $"/portal/invoices/{e.Subject.Id}"])
        {
            mail.TextBody.ShouldContain(part);
        }
    }

    [Fact]
    public async Task Each_says_what_is_its_own_in_the_customers_language()
    {
        var italian = Customer(language: "it");
        (await BodyOf(Event("invoice", italian))).ShouldContain("Periodo: 15 gennaio 2026 – 14 febbraio 2026\nImporto: 40,00\u00A0EUR\nScadenza: 29 gennaio 2026");
        (await BodyOf(Event("receipt", italian))).ShouldContain("Metodo: bonifico bancario");
        (await BodyOf(Event("refund", italian))).ShouldContain("Rimborsato tramite: carta");
        (await BodyOf(Event("credit_note", italian))).ShouldContain("Nota di credito: CN/2026/00003");
        (await BodyOf(Event("receipt", italian))).ShouldContain("Piano Oro");
        (await BodyOf(Event("receipt", italian), source: false)).ShouldNotContain("Piano:");
    }

    [Fact]
    public async Task A_card_that_expires_is_told_by_its_brand_and_last_digits()
    {
        var (ada, id) = (Customer(), Guid.CreateVersion7());
        await shared.Service.Deliver(new CardExpiring(id, Guid.CreateVersion7(), Staff, Morning, ada, "visa", "4242", Day("2026-03-31")));

        var mail = await shared.Service.Service.Read(db => db.Mails.AsNoTracking().SingleAsync(m => m.CauseId == id));
        (mail.Template, mail.Subject, mail.CustomerId).ShouldBe(("card_expires", "Your card Visa 4242 expires soon", ada.Id));
        mail.TextBody.ShouldContain("Can be used until: 31 March 2026");
        mail.TextBody.ShouldContain("/portal/payment-methods");
    }

    [Fact]
    public async Task A_batch_of_invoices_is_mailed_as_a_set()
    {
        var notifications = shared.Service;
        List<InvoiceIssued> invoices = [.. Enumerable.Range(0, 30).Select(_ => (InvoiceIssued)Event("invoice", Customer()))];
        await notifications.Deliver(invoices[3]);

        await notifications.Deliver(new InvoicesIssued(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning, invoices));

        (await notifications.Service.Raised<InvoiceIssued>()).ShouldBeEmpty("they were handled one by one");
        foreach (var invoice in invoices)
        {
            (await MailsAbout(invoice.Subject)).ShouldHaveSingleItem();
        }
    }

    [Theory]
    [InlineData("desk", "cash", "This invoice is already paid: cash. You need not do anything.")]
    [InlineData("desk", "card", "This invoice is already paid: card at the desk. You need not do anything.")]
    [InlineData("transfer", "", "Please transfer the amount by then.")]
    [InlineData("none", "", "Nothing is to pay.")]
    [InlineData("card_on_file", "", "If you have saved a card")]
    public async Task The_invoice_of_a_pass_says_how_it_is_paid_and_speaks_of_a_saved_card_only_where_that_is_charged(string kind, string method, string words)
    {
        var text = await BodyOf((InvoiceIssued)Event("invoice", Customer()) with { Payment = new EventPassPayment(kind, method, "") });
        text.ShouldContain(words);
        text.Contains("saved a card", StringComparison.Ordinal).ShouldBe(kind == "card_on_file");
    }

    private async Task<string> BodyOf(ISubjectEvent e, bool source = true)
    {
        if (!source)
        {
            e = (PaymentSucceeded)e with { Source = null };
        }

        await shared.Service.Deliver(e);
        return (await MailsAbout(e.Subject)).Single().TextBody;
    }

    private Task<List<OutgoingMail>> MailsAbout(Subject subject) =>
        shared.Service.Service.Read(db => db.Mails.AsNoTracking().Where(m => m.AboutId == subject.Id).ToListAsync());

    private static ISubjectEvent Event(string kind, EventCustomer customer)
    {
        var (id, about) = (Guid.CreateVersion7(), InvoiceSubject());
        var order = Order() with { Name = new Dictionary<string, string> { ["en"] = "Gold plan", ["it"] = "Piano Oro" } };
        var amount = new EventMoney("EUR", 40);
        return kind switch
        {
            "invoice" => new InvoiceIssued(id, about.Id, Staff, Morning, about, order, customer, amount, Day("2026-01-15"), Day("2026-02-15"), Day("2026-01-29")),
            "receipt" => new PaymentSucceeded(id, about.Id, Staff, Morning, about, order, customer, amount, "bank_transfer", "T1", true, null),
            "refund" => new PaymentRefunded(id, about.Id, Staff, Morning, about, order, customer, amount, "card", "R1", "mistake"),
            _ => new CreditNoteIssued(id, Guid.CreateVersion7(), Staff, Morning, about, order, customer, "CN/2026/00003", amount, ""),
        };
    }
}
