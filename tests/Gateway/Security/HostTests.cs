using System.Net;
using Contracts.Subscriptions.V1;
using Gateway.Identity;
using Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Gateway.Tests.Security;

/// <summary>No address that the gateway makes comes from what a client wrote into the Host header.</summary>
public sealed class HostTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/admin")]
    [InlineData("/admin/subscriptions")]
    [InlineData("/portal/sign-in")]
    [InlineData("/sign-in/x")]
    [InlineData("/openapi")]
    [InlineData("/admin/api/v1/plans")]
    [InlineData("/nothing")]
    public async Task A_host_that_is_not_the_gateways_own_is_refused(string path)
    {
        var host = await GatewayHost.StartAsync([]);
        foreach (var evil in new[] { "evil.example", "gateway.test.evil.example", "localhost.evil.example" })
        {
            using var response = await AskAsync(host, path, evil);

            (await response.ProblemAsync(HttpStatusCode.BadRequest)).Text("reason").ShouldBe("UNKNOWN_HOST");
            $"{response.Headers}{await response.Content.ReadAsStringAsync()}".ShouldNotContain("evil");
        }

        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("gateway.test")]
    [InlineData("gateway.test:9090")]
    [InlineData("localhost:9090")]
    [InlineData("[::1]")]
    [InlineData("shop.example.org")]
    public async Task Redirects_within_the_gateway_name_no_host(string asked)
    {
        var host = await GatewayHost.StartAsync(new() { ["AllowedHosts"] = "*.example.org" });
        foreach (var path in new[] { "/", "/admin", "/admin/subscriptions", "/portal/invoices", "/sign-in/x" })
        {
            using var response = await AskAsync(host, path, asked);

            response.Headers.Location!.OriginalString.ShouldStartWith("/");
            response.Headers.Location.OriginalString.ShouldNotStartWith("//");
        }

        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration", HttpStatusCode.OK)]
    [InlineData("/oauth/token", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/health/ready", HttpStatusCode.NotFound)]
    public async Task What_processes_ask_under_inner_names_has_no_such_limit(string path, HttpStatusCode status)
    {
        var host = await GatewayHost.StartAsync([]);

        using var response = await AskAsync(host, path, "gateway:8080");

        response.StatusCode.ShouldBe(status);
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_TLS_cookies_are_secure_and_links_say_https()
    {
        const string Public = "https://shop.example";
        var host = await GatewayHost.StartAsync(new()
        {
            ["Gateway:Identity:PublicUrl"] = Public,
            ["Gateway:Security:TrustedProxies:0"] = "127.0.0.0/8",
        });
        host.Upstream.Answers<GetCustomerRequest>(request => new Customer { Id = request.Id, Name = "Ada", Email = "ada@example.com", Language = "en" });
        using var browser = TlsTerminator.Browser(host, Public);
        await using var scope = host.Services.CreateAsyncScope();
        var link = await scope.ServiceProvider.GetRequiredService<IFirstAdministrator>().CreateLinkAsync(default);

        using var page = await browser.GetAsync($"/admin{link.AbsolutePath}?lang=it");
        using var entered = await browser.SignInByAsync(link.ToString());
        using var made = await browser.PostAsync($"/admin/api/v1/customers/{Guid.CreateVersion7()}:createPortalLink", Http.Json("{}"));
        using var signIn = await browser.GetAsync("/portal/invoices");

        link.ToString().ShouldStartWith(Public + "/");
        (await made.ObjectAsync()).Text("link").ShouldStartWith(Public + "/");
        var cookies = page.Headers.GetValues("Set-Cookie").Concat(entered.Headers.GetValues("Set-Cookie")).ToList();
        cookies.Select(cookie => cookie.Split('=')[0]).Order().ShouldBe(["form-proof", "lang", "staff-session"]);
        cookies.ShouldAllBe(cookie => cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        entered.Headers.GetValues("Strict-Transport-Security").ShouldNotBeEmpty();
        signIn.Headers.Location!.OriginalString.ShouldStartWith("/portal/sign-in");
        await host.DisposeAsync();
    }

    private static async Task<HttpResponseMessage> AskAsync(GatewayHost host, string path, string asked)
    {
        using var client = host.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = asked } };
        return await client.SendAsync(request);
    }
}
