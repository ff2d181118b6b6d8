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

    private PaymentLinkView View() => new() { Status = _status, CustomerName = "Ada", Language = "en", Provider = "sandbox", DefaultMethod = "visa 9995" };
}
