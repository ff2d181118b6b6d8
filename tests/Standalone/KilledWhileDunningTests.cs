using Contracts.Billing.V1;
using Contracts.Notifications.V1;
using Grpc.Core;
using Standalone.Tests.Support;

namespace Standalone.Tests;

/// <summary>SIGKILL at chosen moments of a dunning case: after the next start each charge, case, mail and end is there once.</summary>
public sealed class KilledWhileDunningTests(PreparedData prepared) : IClassFixture<PreparedData>
{
    [Theory]
    [InlineData("charge.before-record:sandbox")]
    [InlineData("inbox.before-commit:billing-open-dunning-case")]
    [InlineData("outbox.before-publish:DunningStepDue")]
    [InlineData("outbox.before-publish:DunningResolved")]
    public async Task Each_step_is_done_once(string moment)
    {
        using var data = prepared.Copy();
        data.LeaveCardWithoutMoney();
        await using (var process = await StandaloneProcess.Start(data.Path, exitAt: moment))
        {
            using var client = await process.SignIn();
            try
            {
                var invoice = await Invoice(client);
                await client.Client<InvoiceService.InvoiceServiceClient>().RetryPaymentAsync(new RetryPaymentRequest { InvoiceId = invoice.Id });
                await Mailed(client);
                await Pay(client, invoice);
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled)
            {
                // It died before it could answer.
            }

            (await process.Exited()).ShouldBe(137, "SIGKILL");
        }

        data.LetLeasesEnd();
        await using var again = await StandaloneProcess.Start(data.Path);
        using var after = await again.SignIn();
        await Mailed(after);
        if (await Invoice(after) is { State: InvoiceState.Open } open)
        {
            await Pay(after, open);
        }

        var over = await Eventually.Async(() => Case(after), c => c is { State: DunningState.Recovered }, "the case to be over");
        await data.Settled();

        over!.Entries.Select(e => e.Kind).Where(kind => kind != "delivered").ShouldBe(["opened", "mail", "recovered"]);
        (await Invoice(after)).Attempts.Count.ShouldBe(1);
        data.Charges().ShouldBe(1);
        foreach (var type in new[] { "PaymentFailed", "DunningStarted", "DunningStepDue", "DunningResolved" })
        {
            data.Events("billing", type).ShouldBe(1, type);
        }

        (await Mails(after)).ShouldHaveSingleItem();
    }

    private async Task<Invoice> Invoice(StandaloneClient client) => await client.Client<InvoiceService.InvoiceServiceClient>().GetInvoiceAsync(new GetInvoiceRequest
    {
        Id = (await client.Client<InvoiceService.InvoiceServiceClient>().ListInvoicesAsync(new ListInvoicesRequest { SubscriptionId = prepared.OrderId })).Invoices.Single().Id,
    });

    /// <summary>Null as long as there is none.</summary>
    private async Task<DunningCase?> Case(StandaloneClient client)
    {
        var dunning = client.Client<DunningService.DunningServiceClient>();
        var cases = (await dunning.ListDunningCasesAsync(new ListDunningCasesRequest { SubscriptionId = prepared.OrderId })).Cases;
        return cases.Count == 0 ? null : await dunning.GetDunningCaseAsync(new GetDunningCaseRequest { Id = cases.ShouldHaveSingleItem().Id });
    }

    private static async Task<IReadOnlyList<Mail>> Mails(StandaloneClient client) =>
        [.. (await client.Client<MailService.MailServiceClient>().ListMailsAsync(new ListMailsRequest { PageSize = 200 })).Mails.Where(m => m.Template == "payment_failed_1")];

    /// <summary>The first mail is out.</summary>
    private static Task Mailed(StandaloneClient client) =>
        Eventually.Async(() => Mails(client), mails => mails.Any(mail => mail.State == MailState.Sent), "the first mail");

    private static async Task Pay(StandaloneClient client, Invoice invoice) => await client.Client<InvoiceService.InvoiceServiceClient>().RegisterPaymentAsync(
        new RegisterPaymentRequest { InvoiceId = invoice.Id, Amount = invoice.AmountDue, Method = PaymentMethod.BankTransfer });
}
