using Contracts.Billing.V1;
using Contracts.Notifications.V1;

namespace Standalone.Tests.Support;

/// <summary>A data folder on whose test clock a charge has just failed for want of money, and the first mail is out; each test works on a copy.</summary>
public sealed class FailedPayment : IAsyncLifetime
{
    private readonly PreparedData _prepared = new();
    private DataFolder? _folder;

    public string OrderId => _prepared.OrderId;

    public DataFolder Copy() => _folder!.Copy();

    /// <param name="exitAt">See docs/operations.md.</param>
    public static Task<StandaloneProcess> Start(DataFolder data, string? exitAt = null) => StandaloneProcess.Run(
        ["--data", data.Path, .. StandaloneProcess.Ports(), "--no-demo", "--test-clock"], exitAt is null ? [] : new() { ["Faults__ExitAt"] = exitAt }).Started();

    public async Task InitializeAsync()
    {
        await _prepared.InitializeAsync();
        _folder = _prepared.Copy();
        _folder.LeaveCardWithoutMoney();
        await using var process = await Start(_folder);
        using var client = await process.SignIn();
        var invoices = client.Client<InvoiceService.InvoiceServiceClient>();
        var invoice = (await invoices.ListInvoicesAsync(new ListInvoicesRequest { SubscriptionId = OrderId })).Invoices.Single();
        await invoices.RetryPaymentAsync(new RetryPaymentRequest { InvoiceId = invoice.Id });
        await Eventually.Async(
            async () => (await client.Client<MailService.MailServiceClient>().ListMailsAsync(new ListMailsRequest { PageSize = 200 })).Mails
                .Any(mail => mail is { Template: "payment_failed_1", State: MailState.Sent }),
            "the first mail");
        await _folder.Settled();
        process.Signal("TERM");
        await process.Exited();
    }

    public async Task DisposeAsync()
    {
        _folder?.Dispose();
        await _prepared.DisposeAsync();
    }
}
