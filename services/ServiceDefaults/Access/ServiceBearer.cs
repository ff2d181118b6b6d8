using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using ServiceDefaults.Clients;
using ServiceDefaults.Hosting;

namespace ServiceDefaults.Access;

/// <summary>How services verify access tokens: ES256, by the keys that the gateway publishes.</summary>
public static class ServiceBearer
{
    public const string Scheme = "ServiceBearer";

    /// <summary>Clocks of two machines may differ by this much.</summary>
    internal static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Reads <c>Auth:Issuer</c> (what the tokens' iss must be) and fetches the keys through the <see cref="GatewayBackchannel"/>.
    /// </summary>
    internal static void AddServiceBearer(this IServiceCollection services, IConfiguration configuration)
    {
        // The one scheme of a process would become its default, and a middleware would verify each call's token before
        // AccessInterceptor does, which remembers what it has verified.
        AppContext.SetSwitch("Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme", true);
        services.AddTransient<GatewayBackchannel>();
        services.AddAuthentication().AddJwtBearer(Scheme, _ => { });
        services.AddOptions<JwtBearerOptions>(Scheme).Configure<WallClock, GatewayBackchannel>((options, clock, backchannel) =>
        {
            // Read when the scheme is first used: in one process with the gateway the port is known only then.
            var issuer = GatewayBackchannel.Issuer(configuration);
            var gateway = GatewayBackchannel.Addresses(configuration)[0];
            options.MetadataAddress = new Uri(gateway, "/.well-known/openid-configuration").ToString();
            options.RequireHttpsMetadata = gateway.Scheme == Uri.UriSchemeHttps;
            options.BackchannelHttpHandler = backchannel;
            options.BackchannelTimeout = TimeSpan.FromSeconds(5);
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
