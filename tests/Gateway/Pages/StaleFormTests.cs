using System.Net;
using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Gateway.Tests.Support;
using Grpc.Core;

namespace Gateway.Tests.Pages;

/// <summary>A button of a page that was loaded before something changed: what it did is not offered any more, and the page says so.</summary>
public sealed class StaleFormTests : IAsyncLifetime
{
    private const string Reported = "This has changed in the meantime: what you wanted to do is no longer possible. Here is how it stands now.";

    private static readonly string _customerId = Guid.CreateVersion7().ToString();
    private readonly GatewayHost _host = new();
    private readonly Subscription _order = new()
    {
        Id = "s1", Number = "S00042", CustomerId = _customerId, CustomerName = "Ada", Stage = Stage.Quotation, RecurringTotal = Money.From(40, "EUR"),
        DiscountedTotal = Money.From(40, "EUR"), PlanName = new LocalizedText { Values = { ["en"] = "Pro" } }, BillingPeriod = new BillingInterval { Unit = IntervalUnit.Month, Count = 1 },
        Terms = new BillingTerms(), TimeZone = "Europe/Rome",
    };

    private readonly Invoice _invoice = new()
    {
        Id = "i1", Number = "INV/2026/00005", CustomerId = _customerId, State = InvoiceState.Open, Total = Money.From(40, "EUR"), AmountDue = Money.From(40, "EUR"),
        Attempts = { new PaymentAttempt { Number = 1, State = PaymentAttemptState.Failed, Cause = PaymentFailureCause.InsufficientFunds } },
    };

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        var upstream = _host.Upstream;
        upstream.Answers<GetCustomerRequest>(request => new Customer { Id = request.Id, Name = "Ada", Email = "ada@example.com", Language = "en" });
        upstream.Answers<GetProfileRequest>(_ => new Profile { CustomerId = _customerId, Name = "Ada", Language = "en", TimeZone = "Europe/Rome" });
        upstream.Answers<GetSubscriptionRequest>(_ => _order);
        upstream.Answers<GetInvoiceRequest>(_ => _invoice);
        upstream.Answers<GetPortalInvoiceRequest>(_ => _invoice);
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("confirm")]
    [InlineData("send")]
    [InlineData("cancel")]
    public async Task A_quotation_that_was_cancelled_elsewhere_is_shown_with_that(string form)
    {
        using var staff = await _host.StaffAsync();

        await IsReported(staff, "/admin/subscriptions/s1", form, () => _order.Stage = Stage.Cancelled);
    }

    [Fact]
    public async Task A_close_that_was_undone_elsewhere_is_shown_as_undone()
    {
        (_order.Stage, _order.Closing) = (Stage.InProgress, new Closing { EndDate = new Date { Year = 2026, Month = 4, Day = 1 }, Reason = new LocalizedText { Values = { ["en"] = "Too dear" } } });
        using var staff = await _host.StaffAsync();

        var html = await IsReported(staff, "/admin/subscriptions/s1", "undo-close", () => _order.Closing = null);

        html.ShouldNotContain("id=\"scheduled-close\"");
    }

    [Theory]
    [InlineData("payment", "/payment")]
    [InlineData("void", "/void")]
    [InlineData("retry-payment", "")]
    public async Task An_invoice_that_was_voided_elsewhere_is_shown_with_that(string form, string action)
    {
        using var staff = await _host.StaffAsync();

        await IsReported(staff, "/admin/invoices/i1", form, () => _invoice.State = InvoiceState.Void, action);
    }

    [Fact]
    public async Task A4_43_An_invoice_that_was_paid_elsewhere_is_shown_as_paid()
    {
        using var browser = await CustomerAsync();

        var html = await IsReported(browser, "/portal/invoices/i1", "retry-payment", () => _invoice.State = InvoiceState.Paid);

        html.ShouldContain("INV/2026/00005 is paid.");
    }

    [Theory]
    [InlineData("vi", "Nội dung này đã thay đổi trong lúc đó")]
    [InlineData("fa", "در این میان وضعیت تغییر کرده است")]
    [InlineData("it", "Nel frattempo la situazione è cambiata")]
    [InlineData("pl", "W międzyczasie coś się tu zmieniło")]
    public async Task It_is_told_in_the_readers_language(string language, string words)
    {
        using var staff = await _host.StaffAsync();
        await staff.PageAsync($"/admin/plans?lang={language}");
        _order.Stage = Stage.Cancelled;

        var (_, _, location) = await staff.SendAsync("/admin/subscriptions/s1", "/admin/subscriptions/s1", "confirm");

        (await staff.PageAsync(location!)).Html.ShouldContain(words);
    }

    [Fact]
    public async Task The_address_keeps_what_it_asks_for_but_not_what_an_earlier_action_did()
    {
        using var staff = await _host.StaffAsync();
        _order.Stage = Stage.Cancelled;

        var (_, _, location) = await staff.SendAsync("/admin/subscriptions/s1", "/admin/subscriptions/s1?done=sent&lang=en", "confirm");

        location.ShouldBe("/admin/subscriptions/s1?lang=en&stale=1");
    }

    /// <summary>Where the page cannot be loaded, it is not known what has changed, if anything has.</summary>
    [Theory]
    [InlineData(StatusCode.Unavailable, HttpStatusCode.ServiceUnavailable)]
    [InlineData(StatusCode.NotFound, HttpStatusCode.NotFound)]
    public async Task A_page_that_cannot_be_loaded_says_that_and_not_that_something_changed(StatusCode code, HttpStatusCode expected)
    {
        using var staff = await _host.StaffAsync();
        _host.Upstream.Answers<GetSubscriptionRequest>(_ => throw Upstream.Refusal(code, "No.", ""));

        var (status, html, _) = await staff.SendAsync("/admin/plans", "/admin/subscriptions/s1", "confirm");

        status.ShouldBe(expected);
        html.ShouldContain("id=\"refused\"");
        html.ShouldNotContain("id=\"stale\"");
    }

    [Theory]
    [InlineData(false, "confirm")]
    [InlineData(true, "")]
    [InlineData(true, null)]
    public async Task A_form_without_its_proof_or_its_name_leads_nowhere(bool proof, string? form)
    {
        using var staff = await _host.StaffAsync();
        _order.Stage = Stage.Cancelled;
        var fields = form is null ? [] : new Dictionary<string, string> { ["_handler"] = form };
        if (proof)
        {
            fields["__RequestVerificationToken"] = await staff.ProofAsync("/admin/subscriptions/s1");
        }

        using var response = await staff.PostAsync("/admin/subscriptions/s1", new FormUrlEncodedContent(fields));

        (response.StatusCode, response.Headers.Location).ShouldBe((HttpStatusCode.BadRequest, null));
    }

    /// <summary>Sends a form of a page that has it no more.</summary>
    /// <param name="change">What happens between looking and pressing.</param>
    /// <param name="action">Where the form is sent, below the page.</param>
    /// <returns>The page to which it leads.</returns>
    private static async Task<string> IsReported(HttpClient browser, string page, string form, System.Action change, string action = "")
    {
        var (_, before) = await browser.PageAsync(page);
        before.ShouldContain($"name=\"_handler\" value=\"{form}\"");
        change();

        var (status, _, location) = await browser.SendAsync(page, page + action, form);

        (status, location).ShouldBe((HttpStatusCode.SeeOther, $"{page}{action}?stale=1"));
        var (shown, html) = await browser.PageAsync(location!);
        shown.ShouldBe(HttpStatusCode.OK, html);
        html.ShouldContain(Reported);
        html.ShouldNotContain($"name=\"_handler\" value=\"{form}\"");
        (await browser.PageAsync(page)).Html.ShouldNotContain(Reported, customMessage: "it is told once");
        return html;
    }

    private Task<HttpClient> CustomerAsync() => _host.CustomerAsync(_customerId);
}
