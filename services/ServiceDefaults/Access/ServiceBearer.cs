using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace ServiceDefaults.Access;

/// <summary>How services verify access tokens: ES256, by the keys that the gateway publishes.</summary>
public static class ServiceBearer
{
    public const string Scheme = "ServiceBearer";

    /// <summary>Clocks of two machines may differ by this much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Reads <c>Auth:Issuer</c> (what the tokens' iss must be) and <c>Auth:MetadataAddress</c> (where the keys are found;
    /// by default the issuer's /.well-known/openid-configuration).
    /// </summary>
    internal static void AddServiceBearer(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication().AddJwtBearer(Scheme, _ => { });
        services.AddOptions<JwtBearerOptions>(Scheme).Configure<TimeProvider>((options, clock) =>
        {
            // Read when the scheme is first used: in one process with the gateway the port is known only then.
            var issuer = configuration["Auth:Issuer"] ?? "http://localhost:8080";
            var metadata = configuration["Auth:MetadataAddress"] ?? $"{issuer.TrimEnd('/')}/.well-known/openid-configuration";
            options.MetadataAddress = metadata;
            options.RequireHttpsMetadata = metadata.StartsWith("https:", StringComparison.Ordinal);
            options.MapInboundClaims = false;
            options.TimeProvider = clock;
            options.RefreshInterval = TimeSpan.FromSeconds(10);
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = issuer,
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                RequireExpirationTime = true,
                // AccessInterceptor asks for the audience of the very service that is called.
                ValidateAudience = false,
                LifetimeValidator = (notBefore, expires, _, _) =>
                {
                    var now = clock.GetUtcNow().UtcDateTime;
                    return expires is { } until && now < until + Skew && (notBefore is not { } from || now >= from - Skew);
                },
                NameClaimType = "name",
                RoleClaimType = "role",
            };
        });
    }
}
