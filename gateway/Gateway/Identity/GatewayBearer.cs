using System.Text.Encodings.Web;
using Gateway.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Gateway.Identity;

/// <summary>Checks Authorization: Bearer on the JSON APIs by the gateway's own keys, and that the session of a customer's token still counts.</summary>
internal sealed class GatewayBearer(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens, SessionValidation sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    /// <summary>What the request bears; null when it bears none.</summary>
    public static string? TokenOf(HttpRequest request) => IsUsedBy(request) ? request.Headers.Authorization.ToString()[Prefix.Length..].Trim() : null;

    public static bool IsUsedBy(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        var ct = Context.RequestAborted;
        return await tokens.ValidateAsync(token, ct) is { } grant && await sessions.OfAsync(grant, ct) == SessionState.Live
            ? AuthenticateResult.Success(new AuthenticationTicket(grant.ToPrincipal(Scheme.Name), Scheme.Name))
            : AuthenticateResult.Fail("The token is not valid.");
    }
}
