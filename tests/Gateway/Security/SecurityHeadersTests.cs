using System.Net;
using Contracts.Plans.V1;
using Gateway.Data;
using Gateway.Tests.Support;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Screens;

namespace Gateway.Tests.Security;

/// <summary>Every answer of the gateway tells browsers what it never does, whatever it is and whoever made it.</summary>
public sealed class SecurityHeadersTests(SecurityHeadersTests.Limited host) : IClassFixture<SecurityHeadersTests.Limited>
{
    private const string Api = "/admin/api/v1/plans";

    /// <summary>What each of them must be. A page in whose frame a mail stands adds that mail's style sheets to the policy.</summary>
    private static readonly Dictionary<string, string> Headers = new()
    {
        ["Content-Security-Policy"] =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ["X-Content-Type-Options"] = "nosniff",
        ["X-Frame-Options"] = "DENY",
        ["Referrer-Policy"] = "no-referrer",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()",
    };

    /// <summary>Kinds of answers: by which request, by whom, and with which status.</summary>
    private static readonly Dictionary<string, (HttpStatusCode Status, string Type, Func<HttpRequestMessage> Ask, bool SignedIn)> Kinds = new()
    {
        ["page"] = (HttpStatusCode.OK, "text/html", () => Get("/portal/sign-in"), false),
        ["page with data"] = (HttpStatusCode.OK, "text/html", () => Get("/admin/subscriptions"), true),
        ["page of the API's reader"] = (HttpStatusCode.OK, "text/html", () => Get("/openapi"), false),
        ["style sheet"] = (HttpStatusCode.OK, "text/css", () => Get(ScreenAssets.StylePath("/admin")), false),
        ["picture"] = (HttpStatusCode.OK, "image/svg+xml", () => Get(ScreenAssets.IconPath("/portal")), false),
        ["API document"] = (HttpStatusCode.OK, "application/json", () => Get("/openapi/v1.json"), false),
        ["keys"] = (HttpStatusCode.OK, "application/json", () => Get("/.well-known/openid-configuration"), false),
        ["JSON of a service"] = (HttpStatusCode.OK, "application/json", () => Get(Api), true),
        ["redirect to a page"] = (HttpStatusCode.Redirect, "", () => Get("/"), false),
        ["redirect to the sign-in"] = (HttpStatusCode.Redirect, "", () => Get("/admin/subscriptions"), false),
        ["bad request"] = (HttpStatusCode.BadRequest, "application/problem+json", () => Post(Api, "{"), true),
        ["foreign host"] = (HttpStatusCode.BadRequest, "application/problem+json", () => ToHost("evil.example"), false),
        ["form that cannot be read"] = (HttpStatusCode.BadRequest, "text/html", () => Form("/portal/sign-in", "a[" + new string('x', 5000)), false),
        ["not signed in"] = (HttpStatusCode.Unauthorized, "application/problem+json", () => Get(Api), false),
        ["from another site"] = (HttpStatusCode.Forbidden, "application/problem+json", () => FromElsewhere(Post(Api, "{}")), true),
        ["no such page"] = (HttpStatusCode.NotFound, "text/html", () => Get("/nothing"), false),
        ["no such call"] = (HttpStatusCode.NotFound, "application/problem+json", () => Get("/admin/api/v1/nothing"), true),
        ["refused by a service"] = (HttpStatusCode.NotFound, "application/problem+json", () => Get($"{Api}/unknown"), true),
        ["wrong method"] = (HttpStatusCode.MethodNotAllowed, "text/html", () => new(HttpMethod.Delete, "/portal/sign-in"), false),
        ["wrong method of a call"] = (HttpStatusCode.MethodNotAllowed, "application/problem+json", () => new(HttpMethod.Put, $"{Api}/p1:archive") { Content = Http.Json("{}") }, true),
        ["too large"] = (HttpStatusCode.RequestEntityTooLarge, "application/problem+json", () => Post(Api, $"\"{new string('x', 1024 * 1024)}\""), true),
        ["not JSON"] = (HttpStatusCode.UnsupportedMediaType, "application/problem+json", () => new(HttpMethod.Post, Api), true),
        ["too many"] = (HttpStatusCode.TooManyRequests, "application/problem+json", () => Post("/oauth/token", ""), false),
        ["fault of a service"] = (HttpStatusCode.InternalServerError, "application/problem+json", () => Get($"{Api}/broken"), true),
        ["fault of the gateway"] = (HttpStatusCode.InternalServerError, "text/html", () => Get("/admin/sign-in/any"), false),
    };

    public static TheoryData<string> Every => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Every))]
    public async Task It_has_every_header(string kind)
    {
        var (status, type, ask, signedIn) = Kinds[kind];
        using var request = ask();
        using var response = await (signedIn ? host.Staff : host.Stranger).SendAsync(request);

        (response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "").ShouldBe((status, type));
        foreach (var (name, value) in Headers)
        {
            Only(response, name).ShouldBe(value, name);
        }

        response.Headers.Contains("Strict-Transport-Security").ShouldBeFalse("that is for https");
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task And_over_https_that_browsers_insist_on_it(string kind)
    {
        var (status, _, ask, signedIn) = Kinds[kind];
        using var request = ask();
        using var response = await (signedIn ? host.SecureStaff : host.SecureStranger).SendAsync(request);

        response.StatusCode.ShouldBe(status);
        Only(response, "Strict-Transport-Security").ShouldBe("max-age=31536000; includeSubDomains");
        foreach (var (name, value) in Headers)
        {
            Only(response, name).ShouldBe(value, name);
        }
    }

    private static string? Only(HttpResponseMessage response, string header) => response.Headers.TryGetValues(header, out var values) ? values.Single() : null;

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static HttpRequestMessage Post(string path, string json) => new(HttpMethod.Post, path) { Content = Http.Json(json) };

    private static HttpRequestMessage Form(string path, string body) =>
        new(HttpMethod.Post, path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded") };

    private static HttpRequestMessage ToHost(string name)
    {
        var request = Get("/admin");
        request.Headers.Host = name;
        return request;
    }

    private static HttpRequestMessage FromElsewhere(HttpRequestMessage request)
    {
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        return request;
    }

    /// <summary>
    /// A gateway that gives no token to anybody, behind a proxy that it trusts; whose service has a broken plan, and which
    /// has lost its sign-in links.
    /// </summary>
    public sealed class Limited : IAsyncLifetime
    {
        private GatewayHost _host = null!;

        public HttpClient Stranger { get; private set; } = null!;

        public HttpClient Staff { get; private set; } = null!;

        public HttpClient SecureStranger { get; private set; } = null!;

        public HttpClient SecureStaff { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            _host = await GatewayHost.StartAsync(new() { ["Gateway:Security:TokenRequestsPerMinute"] = "1", ["Gateway:Security:TrustedProxies:0"] = "127.0.0.0/8" });
            _host.Upstream.Answers<GetPlanRequest>(request => throw (request.Id == "broken"
                ? Upstream.Refusal(StatusCode.Internal, "It is broken.", "INTERNAL")
                : Upstream.Refusal(StatusCode.NotFound, "There is none.", "NOT_FOUND")));
            (Stranger, Staff) = (_host.Browser(), await _host.StaffAsync());
            (SecureStranger, SecureStaff) = (TlsTerminator.Browser(_host, "https://gateway.test"), TlsTerminator.Browser(_host, "https://gateway.test"));
            await _host.SignInAsStaffAsync(SecureStaff);
            await using (var scope = _host.Services.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<GatewayDb>().Database.ExecuteSqlRawAsync("DROP TABLE \"SignInLinks\"");
            }

            foreach (var client in (HttpClient[])[Stranger, SecureStranger])
            {
                // The only ones that are taken.
                (await client.PostAsync("/oauth/token", null)).Dispose();
            }
        }

        public async Task DisposeAsync()
        {
            foreach (var client in (HttpClient[])[Stranger, Staff, SecureStranger, SecureStaff])
            {
                client.Dispose();
            }

            await _host.DisposeAsync();
        }
    }
}
