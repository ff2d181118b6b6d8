using System.Net;
using System.Text;
using Gateway.Tests.Support;

namespace Gateway.Tests.Proxy;

/// <summary>What a payment provider tells passes through to Billing, which alone can check its signature.</summary>
public sealed class WebhookTests
{
    [Fact]
    public async Task It_arrives_byte_for_byte_with_its_signature_and_without_any_sign_in()
    {
        await using var host = await GatewayHost.StartAsync([]);
        using var client = host.Browser();
        // Blanks, line ends and letters that a reader and writer of JSON would change.
        var body = Encoding.UTF8.GetBytes("{ \"id\" : \"evt_1\",\r\n\t\"amount\": 1.50, \"name\": \"Ad\u00e0\\u00e0\" }\n");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("Stripe-Signature", "t=1,v1=00");
        request.Headers.Add("Cookie", "portal-session=x");

        using var response = await client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var (received, headers) = host.Upstream.Webhooks.ShouldHaveSingleItem();
        received.ShouldBe(body);
        headers["Stripe-Signature"].ToString().ShouldBe("t=1,v1=00");
        headers.ContainsKey("Cookie").ShouldBeFalse();
        headers.ContainsKey("Authorization").ShouldBeFalse();
    }

    /// <summary>With a length and without one.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_is_too_large_is_refused_and_is_no_failure_to_be_logged(bool chunked)
    {
        var log = new KeptLog();
        await using var host = await GatewayHost.StartAsync([], log: log);
        using var client = host.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new ByteArrayContent(new byte[1024 * 1024 + 1]) };
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await client.SendAsync(request);

        (await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge)).Text("reason").ShouldBe("BODY_TOO_LARGE");
        host.Upstream.Webhooks.ShouldBeEmpty();
        log.Exceptions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_else_passes_there()
    {
        await using var host = await GatewayHost.StartAsync([]);
        using var client = host.Browser();
        using var nothing = new StringContent("{}");

        using var read = await client.GetAsync("/webhooks/stripe");
        using var other = await client.PostAsync("/webhooks/other", nothing);

        new[] { read, other }.ShouldAllBe(response => !response.IsSuccessStatusCode);
        host.Upstream.Webhooks.ShouldBeEmpty();
    }
}
