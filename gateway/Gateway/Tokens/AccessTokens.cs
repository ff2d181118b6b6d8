using System.Security.Claims;
using Gateway.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ServiceDefaults.Access;
using ServiceDefaults.Hosting;

namespace Gateway.Tokens;

/// <summary>Makes and checks access tokens: JWT, ES256.</summary>
internal sealed class AccessTokens(KeyRing keys, VerifiedTokens<Grant> verified, WallClock clock, IConfiguration configuration)
{
    /// <summary>Audience of tokens that the gateway itself takes.</summary>
    public const string OwnAudience = "gateway";

    private static readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    /// <summary>Auth:Issuer, read when used: in one process with the services the port is known only then.</summary>
    public string Issuer => configuration["Auth:Issuer"] ?? "http://localhost:8080";

    /// <param name="audiences">Services that shall take the token.</param>
    public async Task<IssuedToken> IssueAsync(Grant grant, IEnumerable<string> audiences, TimeSpan lifetime, CancellationToken ct)
    {
        var signing = await keys.SigningAsync(ct);
        var now = clock.GetUtcNow();
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            Claims = grant.ToClaims(),
            SigningCredentials = new SigningCredentials(signing.Key, SecurityAlgorithms.EcdsaSha256),
        };
        foreach (var audience in audiences)
        {
            descriptor.Audiences.Add(audience);
        }

        return new IssuedToken(_handler.CreateToken(descriptor), now + lifetime);
    }

    /// <summary>Checks a token that was sent to the gateway; null when it is not good. Whether its session has ended is not looked at.</summary>
    public async ValueTask<Grant?> ValidateAsync(string token, CancellationToken ct)
    {
        if (verified.Find(token) is { } known)
        {
            return known;
        }

        if (!_handler.CanReadToken(token) || await keys.FindAsync(new JsonWebToken(token).Kid ?? "", ct) is not { } key)
        {
            return null;
        }

        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = OwnAudience,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKey = key.Key,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) => until is { } end && clock.GetUtcNow().UtcDateTime < end
                && (from is not { } start || clock.GetUtcNow().UtcDateTime >= start),
            NameClaimType = "name",
            RoleClaimType = "role",
        });
        var grant = result.IsValid ? GrantOf(new ClaimsPrincipal(result.ClaimsIdentity)) : null;
        if (grant is not null)
        {
            verified.Remember(token, grant, result.SecurityToken.ValidTo);
        }

        return grant;
    }

    private static Grant? GrantOf(ClaimsPrincipal bearer) =>
        Grant.From(bearer) is { } grant ? grant with { SessionId = Sessions.IdOf(bearer) } : null;
}

internal sealed record IssuedToken(string Value, DateTimeOffset ExpiresAt);
