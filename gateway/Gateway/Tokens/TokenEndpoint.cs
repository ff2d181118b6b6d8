using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;
using Gateway.Identity;
using Microsoft.Extensions.Options;

namespace Gateway.Tokens;

/// <summary>POST /oauth/token: client credentials (RFC 6749, 4.4) and token exchange of a sign-in link (RFC 8693).</summary>
internal sealed class TokenEndpoint(ClientApplications applications, SignInLinks links, Sessions sessions, AccessTokens tokens, IOptions<TokenOptions> options)
{
    public const string ClientCredentials = "client_credentials";
    public const string TokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    public const string SignInLinkType = "urn:subscriptions:token-type:sign-in-link";
    private const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasFormContentType)
        {
            return Error("invalid_request", "The body must be application/x-www-form-urlencoded.");
        }

        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(ct);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException && !ct.IsCancellationRequested)
        {
            return Error("invalid_request", "The form could not be read.");
        }

        if (form.Any(field => field.Value.Count > 1))
        {
            return Error("invalid_request", "A parameter is given more than once.");
        }

        return form["grant_type"].ToString() switch
        {
            ClientCredentials => await GrantApplicationAsync(context, form, ct),
            TokenExchange => await ExchangeLinkAsync(form, ct),
            "" => Error("invalid_request", "grant_type is required."),
            _ => Error("unsupported_grant_type", $"grant_type must be {ClientCredentials} or {TokenExchange}."),
        };
    }

    private async Task<IResult> GrantApplicationAsync(HttpContext context, IFormCollection form, CancellationToken ct)
    {
        var (id, secret) = Basic(context.Request) ?? (form["client_id"].ToString(), form["client_secret"].ToString());
        if (await applications.FindAsync(id, secret, ct) is not { } application)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"token\"";
            return Error("invalid_client", "The client id or its secret is wrong.", StatusCodes.Status401Unauthorized);
        }

        var granted = Scopes.Split(application.Scopes);
        var asked = Scopes.Split(form["scope"].ToString());
        var scopes = asked.Count > 0 ? asked : granted;
        if (scopes.Count == 0 || scopes.Any(scope => !Scopes.Exists(scope) || !Scopes.Covers(granted, scope)))
        {
            return Error("invalid_scope", "The application may not ask for that scope.");
        }

        var scopeText = string.Join(' ', scopes);
        var audiences = scopes.Select(Scopes.ServiceOf).Distinct().Append(AccessTokens.OwnAudience);
        var token = await tokens.IssueAsync(
            new Grant(application.Id, application.Name, Grant.Application, Scope: scopeText), audiences, options.Value.GrantLifetime, ct);
        return Granted(token, scopeText, null);
    }

    private async Task<IResult> ExchangeLinkAsync(IFormCollection form, CancellationToken ct)
    {
        if (form["subject_token_type"].ToString() != SignInLinkType)
        {
            return Error("invalid_request", $"subject_token_type must be {SignInLinkType}.");
        }

        var used = await links.UseAsync(form["subject_token"].ToString(), [LinkPurpose.Customer, LinkPurpose.Preview], ct);
        if (used.Link is null)
        {
            return Error("invalid_grant", "The sign-in link is unknown, used or expired.");
        }

        var lifetime = options.Value.GrantLifetime;
        var grant = await sessions.BeginTokenAsync(used.Link, lifetime, ct);
        var token = await tokens.IssueAsync(grant, Scopes.Services.Append(AccessTokens.OwnAudience), lifetime, ct);
        return Granted(token, null, AccessTokenType);
    }

    private IResult Granted(IssuedToken token, string? scope, string? issuedType) =>
        Results.Json(new TokenResponse(token.Value, "Bearer", (int)options.Value.GrantLifetime.TotalSeconds, scope, issuedType));

    private static IResult Error(string error, string description, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new TokenError(error, description), statusCode: status);

    // RFC 6749, 2.3.1: both parts are form-encoded before they are joined.
    private static (string Id, string Secret)? Basic(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var buffer = new byte[header.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(header.Parameter ?? "", buffer, out var length))
        {
            return ("", "");
        }

        var parts = Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2);
        return parts.Length == 2 ? (FormDecode(parts[0]), FormDecode(parts[1])) : ("", "");
    }

    private static string FormDecode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private sealed record TokenResponse(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("token_type")] string TokenType,
        [property: JsonPropertyName("expires_in")] int ExpiresIn,
        [property: JsonPropertyName("scope"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Scope,
        [property: JsonPropertyName("issued_token_type"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? IssuedTokenType);

    private sealed record TokenError(
        [property: JsonPropertyName("error")] string Error,
        [property: JsonPropertyName("error_description")] string Description);
}
