using System.Security.Claims;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using ServiceDefaults.Hosting;

namespace Gateway.Tokens;

/// <summary>
/// The tokens that go along with each call to a service: short-lived, for that service only. Signing costs, so a
/// token serves until shortly before it expires.
/// </summary>
internal sealed class CallTokens(AccessTokens tokens, WallClock clock, IOptions<TokenOptions> options) : IDisposable
{
    /// <summary>What the gateway is when nobody is signed in: an application with every scope.</summary>
    public static readonly Grant Gateway = new("gateway", "Gateway", Grant.Application, Scope: string.Join(' ', Scopes.Services));

    private static readonly TimeSpan _margin = TimeSpan.FromSeconds(20);
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>For the signed-in person or application; null for a caller who is neither.</summary>
    public async ValueTask<string?> ForAsync(ClaimsPrincipal principal, string audience, CancellationToken ct) =>
        Grant.From(principal) is { } grant ? await ForAsync(grant, audience, ct) : null;

    public async ValueTask<string> ForAsync(Grant grant, string audience, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_cache.TryGetValue((grant, audience), out IssuedToken? known) && known!.ExpiresAt - _margin > now
            && known.ExpiresAt <= now + options.Value.PersonLifetime)
        {
            return known.Value;
        }

        var issued = await tokens.IssueAsync(grant, [audience], options.Value.PersonLifetime, ct);
        _cache.Set((grant, audience), issued, new MemoryCacheEntryOptions
        {
            AbsoluteExpirationRelativeToNow = options.Value.PersonLifetime,
            Size = 1,
        });
        return issued.Value;
    }

    public void Dispose() => _cache.Dispose();
}
