using System.Net;
using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Gateway.Tests.Support;

namespace Gateway.Tests.Pages;

/// <summary>What became of a payment is said by the invoice's number, with its cause and what helps (domain.md A4.43).</summary>
public sealed class PortalPaymentTests : IAsyncLifetime
{
    private const string Cards = "/portal/payment-methods";

    private static readonly string _customerId = Guid.CreateVersion7().ToString();
    private static readonly string _invoiceId = Guid.CreateVersion7().ToString();
    private readonly GatewayHost _host = new();
    private readonly Invoice _invoice = new()
    {
        Id = _invoiceId, Number = "INV/2026/00005", State = InvoiceState.Open, Total = Money.From(40, "EUR"), AmountDue = Money.From(40, "EUR"), CustomerId = _customerId,
    };

    private int _looks;

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        var upstream = _host.Upstream;
        upstream.Answers<GetCustomerRequest>(request => new Customer { Id = request.Id, Name = "Ada", Email = "ada@example.com", Language = "en" });
        upstream.Answers<GetProfileRequest>(_ => new Profile { CustomerId = _customerId, Name = "Ada", Language = "en", TimeZone = "Europe/Rome" });
        upstream.Answers<ListPortalInvoicesRequest>(_ => new ListPortalInvoicesResponse { Invoices = { _invoice } });
        upstream.Answers<ListPortalPaymentMethodsRequest>(_ => new ListPortalPaymentMethodsResponse { Provider = "sandbox" });
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(InvoiceState.Paid, PaymentAttemptState.Succeeded, PaymentFailureCause.Unspecified, "INV/2026/00005 is paid.", "banner-success")]
    [InlineData(InvoiceState.Open, PaymentAttemptState.Failed, PaymentFailureCause.LimitExceeded,
        "The payment of INV/2026/00005 was declined.", "Ask your bank to raise the limit and retry, or use another card.")]
    [InlineData(InvoiceState.Open, PaymentAttemptState.Unresolved, PaymentFailureCause.Unspecified, "It is not known yet whether INV/2026/00005 is paid.", "nothing is charged twice")]
    public async Task A4_43_A_new_card_is_charged_and_the_page_says_with_what_outcome(
        InvoiceState state, PaymentAttemptState attempt, PaymentFailureCause cause, string outcome, string more)
    {
        Settles(state, attempt, cause);
        _host.Upstream.Answers<AddPortalPaymentMethodRequest>(_ => new SavedPaymentMethod());
        using var browser = await CustomerAsync();

        var (status, _, location) = await browser.SendAsync(Cards, Cards, "add-card", ("card_number", "4242 4242 4242 4242"), ("expiry", "12/30"));

        status.ShouldBe(HttpStatusCode.Redirect);
        var (_, html) = await browser.PageAsync(location!);
        html.ShouldContain("The card is added, and is charged from now on.");
        html.ShouldContain(outcome);
        html.ShouldContain(more);
        html.ShouldNotContain("Saved.");
    }

    [Fact]
    public async Task A4_43_A_retry_says_with_what_outcome()
    {
        _invoice.Attempts.Add(new PaymentAttempt { Number = 1, State = PaymentAttemptState.Failed, Cause = PaymentFailureCause.InsufficientFunds });
        _host.Upstream.Answers<GetPortalInvoiceRequest>(_ => _invoice);
        using var browser = await CustomerAsync();
        var path = $"/portal/invoices/{_invoiceId}";
        (await browser.PageAsync(path)).Html.ShouldContain("The payment of INV/2026/00005 was declined.");
        _host.Upstream.Answers<RetryPortalPaymentRequest>(_ =>
        {
            Settles(InvoiceState.Paid, PaymentAttemptState.Succeeded, PaymentFailureCause.Unspecified);
            return _invoice;
        });

        var (_, _, location) = await browser.SendAsync(path, path, "retry-payment");

        location.ShouldBe($"{path}?done=payment-retried");
        (await browser.PageAsync(location!)).Html.ShouldContain("INV/2026/00005 is paid.");
        (await browser.PageAsync(path)).Html.ShouldNotContain("is paid.", customMessage: "it is told once");
    }

    [Fact]
    public async Task A4_43_The_banks_page_is_a_link_where_it_is_another_sites_and_the_way_back_asks_for_the_outcome()
    {
        const string Bank = "https://hooks.stripe.example/3d_secure_2/pi_1";
        var path = $"/portal/invoices/{_invoiceId}";
        _invoice.Attempts.Add(new PaymentAttempt { Number = 1, State = PaymentAttemptState.RequiresAction });
        _host.Upstream.Answers<GetPortalInvoiceRequest>(_ => _invoice);
        StartPortalPaymentConfirmationRequest? asked = null;
        _host.Upstream.Answers<StartPortalPaymentConfirmationRequest>(request =>
        {
            asked = request;
            return new PaymentConfirmation { Url = Bank };
        });
        _host.Upstream.Answers<FinishPortalPaymentConfirmationRequest>(_ =>
        {
            Settles(InvoiceState.Open, PaymentAttemptState.Failed, PaymentFailureCause.NotConfirmed);
            return _invoice;
        });
        using var browser = await CustomerAsync();

        var (status, html, _) = await browser.SendAsync(path, path, "confirm-payment");
        status.ShouldBe(HttpStatusCode.OK, html);
        html.ShouldContain($"href=\"{Bank}\"");
        asked!.ReturnUrl.ShouldEndWith($"{path}?confirmed=1");
        using var back = await browser.GetAsync($"{path}?confirmed=1");

        back.Headers.Location!.OriginalString.ShouldBe($"{path}?done=payment-retried");
        var (_, outcome) = await browser.PageAsync(path);
        outcome.ShouldContain("The payment of INV/2026/00005 was not made.");
        outcome.ShouldContain("Retry and confirm it with your bank, or use another card.");
    }

    [Fact]
    public async Task A4_43_The_same_is_there_as_JSON()
    {
        _host.Upstream.Answers<StartPortalPaymentConfirmationRequest>(request => new PaymentConfirmation { Url = $"{request.ReturnUrl}/{request.InvoiceId}" });
        _host.Upstream.Answers<GetRetryTimingReportRequest>(_ => new RetryTimingReport
        {
            Rows = { new RetryTimingRow { Timing = RetryTimingKind.Learned, Cause = "insufficient_funds", Tries = 40, Recovered = 10, RecoveryRateBasisPoints = 2500 } },
        });
        using var browser = await CustomerAsync();
        using var staff = await _host.StaffAsync();

        using var started = await browser.PostAsync($"/portal/api/v1/invoices/{_invoiceId}:startPaymentConfirmation", Http.Json("""{"returnUrl":"https://shop.example"}"""));
        using var report = await staff.GetAsync("/admin/api/v1/reports/retry-timing?firstDate=2026-01-01");

        started.StatusCode.ShouldBe(HttpStatusCode.OK, await started.Content.ReadAsStringAsync());
        (await started.ObjectAsync()).Text("url").ShouldBe($"https://shop.example/{_invoiceId}");
        (await report.ObjectAsync())["rows"]![0]!["recoveryRateBasisPoints"]!.GetValue<int>().ShouldBe(2500);
    }

    /// <summary>The provider answers at the second look.</summary>
    private void Settles(InvoiceState state, PaymentAttemptState attempt, PaymentFailureCause cause)
    {
        _invoice.Attempts.Add(new PaymentAttempt { Number = _invoice.Attempts.Count + 1, State = PaymentAttemptState.InProgress });
        _host.Upstream.Answers<GetPortalInvoiceRequest>(_ =>
        {
            if (++_looks > 1)
            {
                (_invoice.State, _invoice.Attempts[^1].State, _invoice.Attempts[^1].Cause) = (state, attempt, cause);
            }

            return _invoice;
        });
    }

    private Task<HttpClient> CustomerAsync() => _host.CustomerAsync(_customerId);
}
