using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.Identity;

/// <summary>Against an identity provider of our own making, on a real socket.</summary>
public sealed class ExternalSignInTests : IAsyncLifetime
{
    private readonly ECDsaSecurityKey _key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "k1" };
    private WebApplication _provider = null!;
    private GatewayHost _host = null!;
    private string _email = "admin@example.com";
    private string _audience = "gateway-client";
    private bool _verified = true;
    private string _challenge = "";

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _provider = builder.Build();
        _provider.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Authority,
            authorization_endpoint = Authority + "/authorize",
            token_endpoint = Authority + "/token",
            jwks_uri = Authority + "/keys",
        }));
        _provider.MapGet("/keys", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(_key);
            return Results.Json(new { keys = new[] { new { kty = "EC", crv = "P-256", kid = "k1", x = key.X, y = key.Y } } });
        });
        _provider.MapPost("/token", (HttpRequest request) => Token(request.Form));
        await _provider.StartAsync();
        _host = await GatewayHost.StartAsync(new()
        {
            ["Gateway:Identity:OpenIdConnect:Authority"] = Authority,
            ["Gateway:Identity:OpenIdConnect:ClientId"] = "gateway-client",
            ["Gateway:Identity:OpenIdConnect:ClientSecret"] = "secret",
        });
        // The browser's cookie jar looks at the machine's clock.
        _host.Clock.Advance(TimeProvider.System.GetUtcNow() - _host.Clock.GetUtcNow());
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
        _key.ECDsa.Dispose();
    }

    [Fact]
    public async Task A_known_member_of_staff_gets_in()
    {
        using var browser = _host.Browser();

        using var response = await SignInAsync(browser);

        response.Headers.Location!.OriginalString.ShouldBe("/admin");
        (await browser.GetAsync("/admin/api/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("stranger@example.com", true, "gateway-client")]
    [InlineData("admin@example.com", false, "gateway-client")]
    [InlineData("admin@example.com", true, "another-client")]
    public async Task Nobody_else_does(string email, bool verified, string audience)
    {
        (_email, _verified, _audience) = (email, verified, audience);
        using var browser = _host.Browser();

        using var response = await SignInAsync(browser);

        response.Headers.Location!.OriginalString.ShouldBe("/admin/sign-in?problem=invalid");
        (await browser.GetAsync("/admin/api/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_answer_that_was_not_asked_for_is_refused()
    {
        using var asked = _host.Browser();
        using var other = _host.Browser();
        var state = await BeginAsync(asked);

        using var response = await other.GetAsync($"/sign-in/external?code=c&state={Uri.EscapeDataString(state)}");

        response.Headers.Location!.OriginalString.ShouldBe("/admin/sign-in?problem=invalid");
    }

    private string Authority => _provider.Urls.First();

    private async Task<HttpResponseMessage> SignInAsync(HttpClient browser) =>
        await browser.GetAsync($"/sign-in/external?code=c&state={Uri.EscapeDataString(await BeginAsync(browser))}");

    private async Task<string> BeginAsync(HttpClient browser)
    {
        using var begun = await browser.GetAsync("/admin/sign-in/external");
        begun.Headers.Location!.OriginalString.ShouldStartWith(Authority + "/authorize?");
        var query = QueryHelpers.ParseQuery(begun.Headers.Location.Query);
        query["code_challenge_method"].ToString().ShouldBe("S256");
        _challenge = query["code_challenge"].ToString();
        return query["state"].ToString();
    }

    private IResult Token(IFormCollection form)
    {
        var verifier = form["code_verifier"].ToString();
        if (WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) != _challenge)
        {
            return Results.BadRequest(new { error = "invalid_grant" });
        }

        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Authority,
            Audience = _audience,
            Expires = _host.Clock.GetUtcNow().AddMinutes(5).UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = "1", ["email"] = _email, ["email_verified"] = _verified },
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.EcdsaSha256),
        });
        return Results.Json(new { access_token = "a", token_type = "Bearer", id_token = token });
    }
}
