using Shouldly;
using Contracts.Billing.V1;
using Contracts.Notifications.V1;

namespace Testing.Processes;

/// <summary>What an order has left behind in the other services.</summary>
public sealed record Traces(
    IReadOnlyList<ChatterEntry> Closed, IReadOnlyList<Mail> Mails, IReadOnlyList<Invoice> Invoices, IReadOnlyList<CreditNote> CreditNotes)
{
    public static async Task<Traces> Of(StandaloneClient client, string subscriptionId)
    {
        var chatter = await client.Client<ChatterService.ChatterServiceClient>().ListChatterEntriesAsync(
            new ListChatterEntriesRequest { SubscriptionId = subscriptionId });
        var mails = await client.Client<MailService.MailServiceClient>().ListMailsAsync(new ListMailsRequest { SubscriptionId = subscriptionId });
        var billing = client.Client<InvoiceService.InvoiceServiceClient>();
        var invoices = await billing.ListInvoicesAsync(new ListInvoicesRequest { SubscriptionId = subscriptionId });
        var credits = await billing.ListCreditNotesAsync(new ListCreditNotesRequest { SubscriptionId = subscriptionId });
        return new Traces(
            [.. chatter.Entries.Where(e => e.Kind == ChatterKind.Closed)],
            [.. mails.Mails.Where(m => m.Template == "subscription_closed")],
            invoices.Invoices,
            credits.CreditNotes);
    }

    /// <summary>One close: one entry, one mail, in one file, one invoice and one credit note.</summary>
    public void ShouldBeOfOneClose(DataFolder data, string key)
    {
        Closed.ShouldHaveSingleItem().Reason.Values["en"].ShouldBe($"Moving abroad ({key})");
        var mail = Mails.ShouldHaveSingleItem();
        mail.State.ShouldBe(MailState.Sent);
        data.Mails().Count(file => File.ReadAllText(file).Contains($"Message-ID: {mail.MessageId}", StringComparison.OrdinalIgnoreCase)).ShouldBe(1);
        var invoice = Invoices.ShouldHaveSingleItem();
        CreditNotes.ShouldHaveSingleItem().InvoiceId.ShouldBe(invoice.Id);
    }
}
