using System.Net;
using Gateway.Tests.Support;
using Testing;

namespace Gateway.Tests.Security;

public sealed class LimitsAndHeadersTests
{
    [Fact]
    public async Task Behind_a_trusted_proxy_that_speaks_https_cookies_are_secure_and_browsers_insist()
    {
        var host = await GatewayHost.StartAsync(new() { ["Gateway:Security:TrustedProxies:0"] = "127.0.0.0/8" });
        using var client = TlsTerminator.Browser(host, "https://gateway.test");

        using var response = await client.SignInByAsync(await host.StaffLinkAsync());

        response.Headers.GetValues("Set-Cookie").Single().ShouldContain("secure", Case.Insensitive);
        response.Headers.Contains("Strict-Transport-Security").ShouldBeTrue();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_proxy_that_is_not_trusted_is_not_believed()
    {
        var host = await GatewayHost.StartAsync([]);
        using var client = host.Browser();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        using var response = await client.GetAsync("/openapi");

        response.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("Gateway:Security:SignInRequestsPerMinute", "/sign-in/x", HttpStatusCode.Redirect)]
    [InlineData("Gateway:Security:TokenRequestsPerMinute", "/oauth/token", HttpStatusCode.MethodNotAllowed)]
    [InlineData("Gateway:Security:ApiRequestsPerMinute", "/admin/api/v1/plans", HttpStatusCode.Unauthorized)]
    public async Task Too_many_requests_are_refused(string setting, string path, HttpStatusCode before)
    {
        var host = await GatewayHost.StartAsync(new() { [setting] = "3" });
        using var client = host.Browser();
        for (var i = 0; i < 3; i++)
        {
            using var taken = await client.GetAsync(path);
            taken.StatusCode.ShouldBe(before);
        }

        using var response = await client.GetAsync(path);

        await response.ProblemAsync(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter.ShouldNotBeNull();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("https://shop.example", true)]
    public async Task Other_origins_are_let_in_only_by_configuration(string? origin, bool allowed)
    {
        var host = await GatewayHost.StartAsync(origin is null ? [] : new() { ["Gateway:Security:CorsOrigins:0"] = origin });
        using var client = host.Browser();
        using var ask = new HttpRequestMessage(HttpMethod.Options, "/admin/api/v1/plans");
        ask.Headers.Add("Origin", "https://shop.example");
        ask.Headers.Add("Access-Control-Request-Method", "POST");

        using var response = await client.SendAsync(ask);

        response.Headers.Contains("Access-Control-Allow-Origin").ShouldBe(allowed);
        response.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        await host.DisposeAsync();
    }
}
