using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.Support;

/// <summary>
/// A small OpenID provider on a real socket: discovery, keys, authorization and token endpoint. It signs everyone in as one person, insists on
/// PKCE, and a test may spoil what it says.
/// </summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "gateway-client";
    public const string ClientSecret = "a-secret";

    private readonly WebApplication _app;
    private readonly ECDsaSecurityKey _key = NewKey();
    private readonly ConcurrentDictionary<string, Authorization> _codes = new();

    private OpenIdProvider(WebApplication app) => _app = app;

    /// <summary>Claims of the id token, as the test wants them instead of the right ones.</summary>
    public Action<Dictionary<string, object>> Claims { get; set; } = _ => { };

    /// <summary>Changes the signed token.</summary>
    public Func<string, string> Token { get; set; } = token => token;

    /// <summary>Signs with a key that is not published, under the name of the published one.</summary>
    public bool HasForeignKey { get; set; }

    /// <summary>The person says no.</summary>
    public bool IsDenied { get; set; }

    public string Authority => _app.Urls.First();

    public static async Task<OpenIdProvider> StartAsync()
    {
        // Elsewhere than the services' settings, which lie beside the tests.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new OpenIdProvider(app);
        app.MapGet("/.well-known/openid-configuration", provider.Describe);
        app.MapGet("/keys", provider.Keys);
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", (HttpRequest request) => provider.Redeem(request.Form));
        await app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.ECDsa.Dispose();
    }

    private static ECDsaSecurityKey NewKey() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "k1" };

    private IResult Describe() => Results.Json(new
    {
        issuer = Authority,
        authorization_endpoint = Authority + "/authorize",
        token_endpoint = Authority + "/token",
        jwks_uri = Authority + "/keys",
        response_types_supported = new[] { "code" },
        code_challenge_methods_supported = new[] { "S256" },
    });

    private IResult Keys()
    {
        var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(_key);
        return Results.Json(new { keys = new[] { new { kty = "EC", crv = "P-256", kid = key.Kid, x = key.X, y = key.Y } } });
    }

    private IResult Authorize(HttpRequest request)
    {
        string Parameter(string name) => request.Query[name].ToString();

        var isGood = Parameter("client_id") == ClientId
            && Parameter("response_type") == "code"
            && Parameter("scope").Split(' ').Contains("openid")
            && Parameter("code_challenge_method") == "S256"
            && Parameter("code_challenge").Length > 0;
        if (!isGood)
        {
            return Results.BadRequest();
        }

        var answer = new Dictionary<string, string?> { ["state"] = Parameter("state") };
        if (IsDenied)
        {
            answer["error"] = "access_denied";
        }
        else
        {
            answer["code"] = Guid.NewGuid().ToString("N");
            _codes[answer["code"]!] = new Authorization(Parameter("redirect_uri"), Parameter("nonce"), Parameter("code_challenge"));
        }

        return Results.Redirect(QueryHelpers.AddQueryString(Parameter("redirect_uri"), answer));
    }

    private IResult Redeem(IFormCollection form)
    {
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret)
        {
            return Results.Json(new { error = "invalid_client" }, statusCode: StatusCodes.Status401Unauthorized);
        }

        var proof = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        return form["grant_type"] == "authorization_code"
            && _codes.TryRemove(form["code"].ToString(), out var asked)
            && asked.RedirectUri == form["redirect_uri"]
            && asked.CodeChallenge == proof
            ? Results.Json(new { access_token = "a", token_type = "Bearer", id_token = Token(IdToken(asked.Nonce)) })
            : Results.BadRequest(new { error = "invalid_grant" });
    }

    private string IdToken(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Authority,
            ["aud"] = ClientId,
            ["sub"] = "1",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
            ["nonce"] = nonce,
            ["email"] = "admin@example.com",
            ["email_verified"] = true,
        };
        Claims(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            SigningCredentials = new SigningCredentials(HasForeignKey ? NewKey() : _key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    private sealed record Authorization(string RedirectUri, string Nonce, string CodeChallenge);
}
