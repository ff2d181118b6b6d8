using Gateway.Tokens;
using ServiceDefaults.Clients;

namespace Gateway.Identity;

/// <summary>gRPC clients act for the signed-in person; outside of a request, for the gateway itself.</summary>
internal sealed class PersonTokens(IHttpContextAccessor http, CallTokens tokens) : IAccessTokenSource
{
    public ValueTask<string?> GetTokenAsync(string audience, CancellationToken ct) =>
        http.HttpContext is { } context ? tokens.ForAsync(context.User, audience, ct) : OwnAsync(audience, ct);

    private async ValueTask<string?> OwnAsync(string audience, CancellationToken ct) => await tokens.ForAsync(CallTokens.Gateway, audience, ct);
}
