using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tokens;

/// <summary>What verifiers of tokens need to know: /.well-known/openid-configuration and /.well-known/jwks.json.</summary>
internal static class DiscoveryEndpoints
{
    private const string KeysPath = "/.well-known/jwks.json";

    public static void MapDiscovery(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.well-known/openid-configuration", Configuration).AllowAnonymous();
        app.MapGet(KeysPath, KeysAsync).AllowAnonymous();
    }

    private static IResult Configuration(HttpContext context, AccessTokens tokens)
    {
        var issuer = tokens.Issuer.TrimEnd('/');
        AllowCaching(context);
        return Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = tokens.Issuer,
            ["jwks_uri"] = issuer + KeysPath,
            ["token_endpoint"] = issuer + "/oauth/token",
            ["grant_types_supported"] = new[] { TokenEndpoint.ClientCredentials, TokenEndpoint.TokenExchange },
            ["token_endpoint_auth_methods_supported"] = new[] { "client_secret_basic", "client_secret_post", "none" },
            ["scopes_supported"] = Scopes.All.ToArray(),
            ["response_types_supported"] = Array.Empty<string>(),
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { SecurityAlgorithms.EcdsaSha256 },
        });
    }

    private static async Task<IResult> KeysAsync(HttpContext context, KeyRing keys)
    {
        var published = await keys.PublishedAsync(context.RequestAborted);
        AllowCaching(context);
        return Results.Json(new { keys = published.Select(Describe).ToArray() });
    }

    // Only the public half of a key is ever named here.
    private static Dictionary<string, string> Describe(LoadedKey key)
    {
        var point = key.Key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new Dictionary<string, string>
        {
            ["kty"] = "EC",
            ["use"] = "sig",
            ["alg"] = SecurityAlgorithms.EcdsaSha256,
            ["kid"] = key.Kid,
            ["crv"] = "P-256",
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
        };
    }

    private static void AllowCaching(HttpContext context) => context.Response.Headers.CacheControl = "public, max-age=60";
}
