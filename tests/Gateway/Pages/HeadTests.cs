using System.Net;
using Contracts.Billing.V1;
using Gateway.Tests.Support;

namespace Gateway.Tests.Pages;

/// <summary>What looks at a link before a person does, such as a mail scanner, may ask by HEAD: it is answered as by GET, without the body.</summary>
[Collection(SharedGateway.Name)]
public sealed class HeadTests(GatewayHost host)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/portal/pay/a-token")]
    [InlineData("/portal/sign-in")]
    [InlineData("/portal/sign-in/a-token")]
    [InlineData("/admin/sign-in")]
    [InlineData("/admin/sign-in/a-token")]
    [InlineData("/sign-in/a-token")]
    [InlineData("/portal")]
    [InlineData("/portal/invoices")]
    [InlineData("/portal/nothing")]
    [InlineData("/openapi")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/.well-known/openid-configuration")]
    public async Task A_public_address_answers_HEAD_as_GET_without_a_body(string address)
    {
        host.Upstream.Answers<GetPaymentLinkRequest>(_ => new PaymentLinkView { Status = new DunningStatus { State = DunningState.Recovered }, CustomerName = "Ada", Language = "en" });
        try
        {
            using var browser = host.Browser();
            using var got = await browser.GetAsync(address);
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using var headed = await browser.SendAsync(request);

            (headed.StatusCode, headed.Content.Headers.ContentType, headed.Headers.Location).ShouldBe((got.StatusCode, got.Content.Headers.ContentType, got.Headers.Location));
            (await headed.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
            headed.Headers.CacheControl?.NoStore.ShouldBe(got.Headers.CacheControl!.NoStore);
        }
        finally
        {
            host.Upstream.Reset();
        }
    }

    [Fact]
    public async Task HEAD_of_a_change_is_not_allowed_and_does_nothing()
    {
        using var browser = host.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/oauth/token");
        using var response = await browser.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }
}
