using Gateway.Tokens;
using ServiceDefaults.Clients;

namespace Gateway.Identity;

/// <summary>The gateway's own identity, independent of who is signed in.</summary>
internal sealed class OwnTokens(CallTokens tokens) : IAccessTokenSource
{
    public async ValueTask<string?> GetTokenAsync(string audience, CancellationToken ct) => await tokens.ForAsync(CallTokens.Gateway, audience, ct);
}
