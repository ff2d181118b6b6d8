using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Identity.External;

/// <summary>What the identity provider publishes of itself, and what its tokens say.</summary>
internal sealed class ExternalIssuer(IOptions<ExternalSignInOptions> options, WallClock clock)
{
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _metadata = new(
        options.Value.Authority.TrimEnd('/') + "/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever { RequireHttps = options.Value.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase) });

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    public Task<OpenIdConnectConfiguration> MetadataAsync(CancellationToken ct) => _metadata.GetConfigurationAsync(ct);

    /// <summary>The mail address that the provider vouches for; null when the token is not good.</summary>
    public async Task<string?> EmailAsync(string idToken, CancellationToken ct)
    {
        var metadata = await MetadataAsync(ct);
        var result = await _handler.ValidateTokenAsync(idToken, new TokenValidationParameters
        {
            ValidIssuer = metadata.Issuer,
            ValidAudience = options.Value.ClientId,
            IssuerSigningKeys = metadata.SigningKeys,
            LifetimeValidator = (_, until, _, _) => until is { } end && clock.GetUtcNow().UtcDateTime < end,
        });
        if (!result.IsValid)
        {
            // The provider may have changed its keys since.
            _metadata.RequestRefresh();
            return null;
        }

        var isVouchedFor = result.ClaimsIdentity.FindFirst("email_verified")?.Value is not { } verified || bool.TryParse(verified, out var yes) && yes;
        return isVouchedFor ? result.ClaimsIdentity.FindFirst("email")?.Value : null;
    }
}
