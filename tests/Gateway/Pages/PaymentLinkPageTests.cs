using System.Net;
using Contracts.Billing.V1;
using Contracts.Common.V1;
using Gateway.Tests.Support;

namespace Gateway.Tests.Pages;

/// <summary>The page that a mail's link opens without sign-in (domain.md A3.31-35).</summary>
[Collection(SharedGateway.Name)]
public sealed class PaymentLinkPageTests(GatewayHost host) : IDisposable
{
    private const string Path = "/portal/pay/a-token";

    private readonly DunningStatus _status = new()
    {
        CaseId = "c1", State = DunningState.Active, Cause = DunningCause.InsufficientFunds, AmountDue = Money.From(40, "EUR"), CanRetry = true,
        Invoices = { new DunningInvoice { Id = "i1", Number = "INV/2026/00005", AmountDue = Money.From(40, "EUR") } },
    };

    private HttpClient Stranger
    {
        get
        {
            host.Upstream.Answers<GetPaymentLinkRequest>(_ => View());
            return host.Browser();
        }
    }

    public void Dispose() => host.Upstream.Reset();

    [Theory]
    [InlineData("en", "€40.00 is still due. You can pay it in the portal once you have signed in.")]
    [InlineData("vi", "Bạn có thể thanh toán trong cổng thông tin khách hàng sau khi đăng nhập.")]
    [InlineData("fa", "پس از ورود می‌توانید آن را در پورتال پرداخت کنید.")]
    public async Task A3_35_What_staff_have_ended_is_still_due_and_the_way_to_pay_it_is_shown(string language, string words)
    {
        _status.State = DunningState.Resolved;
        using var browser = Stranger;
        browser.DefaultRequestHeaders.Add("Accept-Language", language);

        var (status, html) = await browser.PageAsync(Path);

        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain(words);
        html.ShouldContain("href=\"/portal/sign-in\"");
        html.ShouldContain("INV/2026/00005");
        html.ShouldNotContain("id=\"settled\"");
        html.ShouldNotContain("retry-payment");
        html.ShouldNotContain("ask-for-help");
    }

    [Theory]
    [InlineData(DunningState.Recovered)]
    [InlineData(DunningState.Resolved)]
    [InlineData(DunningState.Active)]
    [InlineData(DunningState.Exhausted)]
    public async Task A3_35_Nothing_is_due_when_the_invoices_say_so(DunningState state)
    {
        (_status.State, _status.AmountDue, _status.CanRetry) = (state, Money.From(0, "EUR"), false);
        _status.Invoices.Clear();
        using var browser = Stranger;

        var (_, html) = await browser.PageAsync(Path);

        html.ShouldContain("Nothing is due any more. Thank you.");
        html.ShouldNotContain("card_number");
    }

    [Theory]
    [InlineData(DunningCause.LimitExceeded, "The payment of INV/2026/00005 was declined.", "Ask your bank to raise the limit and retry, or use another card.")]
    [InlineData(DunningCause.ExpiredCard, "The payment of INV/2026/00005 was declined.", "Please use another card.")]
    [InlineData(DunningCause.NotConfirmed, "The payment of INV/2026/00005 was not made.", "Retry and confirm it with your bank, or use another card.")]
    public async Task A4_43_A_declined_retry_says_so_with_its_cause_and_what_helps(DunningCause cause, string outcome, string help)
    {
        using var browser = Stranger;
        host.Upstream.Answers<RetryByPaymentLinkRequest>(_ =>
        {
            (_status.Cause, _status.MethodMustChange) = (cause, cause == DunningCause.ExpiredCard);
            return View();
        });

        var (status, _, location) = await browser.SendAsync(Path, Path, "retry-payment");

        (status, location).ShouldBe((HttpStatusCode.Redirect, $"{Path}?said=tried"));
        var (_, html) = await browser.PageAsync(location!);
        html.ShouldContain(outcome);
        html.ShouldContain(help);
        (await browser.PageAsync(Path)).Html.ShouldNotContain(outcome, customMessage: "it is told once");
    }

    [Fact]
    public async Task A4_43_What_waits_for_the_bank_or_is_on_its_way_is_not_called_declined()
    {
        using var browser = Stranger;

        _status.ConfirmInvoiceId = "i1";
        (await browser.PageAsync($"{Path}?said=tried")).Html.ShouldNotContain("declined");
        (_status.ConfirmInvoiceId, _status.Pending) = ("", true);
        var (_, html) = await browser.PageAsync($"{Path}?said=tried");

        html.ShouldNotContain("declined");
        html.ShouldContain("Your payment is being processed.");
    }

    [Fact]
    public async Task A3_33_The_day_that_the_mail_promises_can_be_chosen()
    {
        using var browser = Stranger;
        ScheduleRetryByPaymentLinkRequest? asked = null;
        host.Upstream.Answers<ScheduleRetryByPaymentLinkRequest>(request =>
        {
            asked = request;
            _status.RetryDate = request.Date;
            return View();
        });

        var (_, wrong, _) = await browser.SendAsync(Path, Path, "schedule-retry", ("date", "soon"));
        wrong.ShouldContain("Enter a whole date: day, month and year.");
        asked.ShouldBeNull();
        var (status, _, location) = await browser.SendAsync(Path, Path, "schedule-retry", ("date", "2026-03-10"));

        (status, location).ShouldBe((HttpStatusCode.Redirect, $"{Path}?said=scheduled"));
        (asked!.Token, asked.Date).ShouldBe(("a-token", new Date { Year = 2026, Month = 3, Day = 10 }));
        (await browser.PageAsync(location!)).Html.ShouldContain("We try again on the day you chose. You can pay earlier at any time.");
    }

    [Theory]
    [InlineData(DunningCause.ExpiredCard, true, DunningState.Active)]
    [InlineData(DunningCause.NotPaid, false, DunningState.Active)]
    [InlineData(DunningCause.InsufficientFunds, false, DunningState.Paused)]
    public async Task A3_33_No_day_is_offered_where_a_try_makes_no_sense(DunningCause cause, bool methodMustChange, DunningState state)
    {
        using var browser = Stranger;
        (await browser.PageAsync(Path)).Html.ShouldContain("value=\"schedule-retry\"");

        (_status.Cause, _status.MethodMustChange, _status.State) = (cause, methodMustChange, state);

        (await browser.PageAsync(Path)).Html.ShouldNotContain("value=\"schedule-retry\"");
    }

    private PaymentLinkView View() => new() { Status = _status, CustomerName = "Ada", Language = "en", Provider = "sandbox", DefaultMethod = "visa 9995" };
}
