using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using ServiceDefaults.Access;

namespace Testing;

/// <summary>Signs access tokens as the gateway does, with a key of the test's own.</summary>
public sealed class TestTokens(TimeProvider clock) : IDisposable
{
    public const string Issuer = "http://issuer.test";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Staff(string audience, string name = "Maria Rossi", string subject = "staff-1") =>
        Sign(audience, [new("sub", subject), new("role", "staff"), new("name", name)]);

    /// <param name="preview">Staff looking at the portal as this customer.</param>
    public string Customer(string audience, Guid customerId, string name = "Ada", bool preview = false) =>
        Sign(audience, [new("sub", customerId.ToString()), new("role", "customer"), new("name", name), new("customer_id", customerId.ToString()), .. preview ? [new Claim("preview", "true")] : Array.Empty<Claim>()]);

    /// <param name="scope">The service's own name by default; {service}:read may only read.</param>
    public string Application(string audience, string? scope = null, string subject = "app-1") =>
        Sign(audience, [new("sub", subject), new("role", "application"), new("name", "Warehouse"), new("scope", scope ?? audience)]);

    /// <summary>A token with any claims, any lifetime and, when asked, another key than the one that is published.</summary>
    public string Sign(string audience, IEnumerable<Claim> claims, TimeSpan? lifetime = null, bool foreignKey = false)
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = clock.GetUtcNow().UtcDateTime;
        var expires = now + (lifetime ?? TimeSpan.FromDays(3650));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            Subject = new ClaimsIdentity(claims),
            NotBefore = expires < now ? expires.AddMinutes(-5) : now,
            Expires = expires,
            SigningCredentials = new SigningCredentials(
                new ECDsaSecurityKey(foreignKey ? foreign : _key) { KeyId = "test", CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
                SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <summary>Lets a service trust these tokens in the place of the gateway's.</summary>
    public void TrustedBy(IServiceCollection services)
    {
        var published = new OpenIdConnectConfiguration { Issuer = Issuer };
        published.SigningKeys.Add(new ECDsaSecurityKey(ECDsa.Create(_key.ExportParameters(false))) { KeyId = "test" });
        services.PostConfigure<JwtBearerOptions>(ServiceBearer.Scheme, options =>
        {
            options.Configuration = published;
            options.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(published);
            options.TokenValidationParameters.ValidIssuer = Issuer;
        });
    }

    public void Dispose() => _key.Dispose();
}
