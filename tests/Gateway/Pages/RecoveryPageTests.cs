using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Gateway.Tests.Support;

namespace Gateway.Tests.Pages;

/// <summary>What is due, in the portal (domain.md A3.31, A3.35).</summary>
[Collection(SharedGateway.Name)]
public sealed class RecoveryPageTests(GatewayHost host) : IAsyncLifetime
{
    private const string Path = "/portal/recovery";

    private static readonly string _customerId = Guid.CreateVersion7().ToString();
    private readonly PortalDunning _dunning = new();

    public Task InitializeAsync()
    {
        host.Upstream.Answers<GetCustomerRequest>(request => new Customer { Id = request.Id, Name = "Ada", Email = "ada@example.com", Language = "en" });
        host.Upstream.Answers<GetProfileRequest>(_ => new Profile { CustomerId = _customerId, Name = "Ada", Language = "en", TimeZone = "Europe/Rome" });
        host.Upstream.Answers<GetPortalDunningRequest>(_ => _dunning);
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        host.Upstream.Reset();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A3_35_Invoices_that_no_case_asks_for_are_due_all_the_same()
    {
        _dunning.OtherInvoices.Add(new DunningInvoice { Id = "i7", Number = "INV/2026/00007", AmountDue = Money.From(40, "EUR"), DueDate = new Date { Year = 2026, Month = 3, Day = 9 } });
        using var browser = await host.CustomerAsync(_customerId);

        var (_, html) = await browser.PageAsync(Path);

        html.ShouldContain("href=\"/portal/invoices/i7\"");
        html.ShouldContain("€40.00");
        html.ShouldNotContain("Nothing is due any more.");
    }

    /// <summary>A bank that waits for a confirmation has declined nothing, what was to be transferred did not fail, and what was taken back had come in.</summary>
    [Theory]
    [InlineData("en", DunningCause.InsufficientFunds, "A payment of €40.00 did not go through.")]
    [InlineData("en", DunningCause.ConfirmationRequired, "Your bank asks you to confirm a payment of €40.00.")]
    [InlineData("en", DunningCause.NotConfirmed, "A payment of €40.00 was not confirmed with your bank.")]
    [InlineData("en", DunningCause.NotPaid, "€40.00 is still to be paid.")]
    [InlineData("en", DunningCause.Disputed, "A payment was taken back: €40.00 is due again.")]
    [InlineData("en", DunningCause.Returned, "A payment was taken back: €40.00 is due again.")]
    [InlineData("vi", DunningCause.ConfirmationRequired, "Ngân hàng yêu cầu bạn xác nhận khoản thanh toán")]
    [InlineData("fa", DunningCause.Disputed, "پرداختی پس گرفته شده است")]
    [InlineData("it", DunningCause.NotPaid, "Restano da pagare")]
    [InlineData("pl", DunningCause.Returned, "Płatność została cofnięta")]
    public async Task A3_31_The_banner_says_what_happened(string language, DunningCause cause, string words)
    {
        _dunning.Cases.Add(new DunningStatus { CaseId = "c1", State = DunningState.Active, Cause = cause, AmountDue = Money.From(40, "EUR"), Banner = true });
        using var browser = await host.CustomerAsync(_customerId);

        var (_, html) = await browser.PageAsync($"/portal/payment-methods?lang={language}");

        html.ShouldContain(words);
        html.Contains("did not go through", StringComparison.Ordinal).ShouldBe(cause == DunningCause.InsufficientFunds);
    }

    [Fact]
    public async Task A3_35_Nothing_is_due_only_when_no_invoice_is_open()
    {
        _dunning.Cases.Add(new DunningStatus { CaseId = "c1", State = DunningState.Exhausted, AmountDue = Money.From(0, "EUR") });
        using var browser = await host.CustomerAsync(_customerId);

        var (_, html) = await browser.PageAsync(Path);

        html.ShouldContain("Nothing is due any more. Thank you.");
        html.ShouldNotContain("id=\"case-c1\"");
    }
}
