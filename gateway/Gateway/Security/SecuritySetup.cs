using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Gateway.Security;

internal static class SecuritySetup
{
    /// <summary>CorsPolicy of the proxied routes.</summary>
    public const string CorsPolicy = "Frontends";

    public static void AddSecurity(this IServiceCollection services)
    {
        services.AddOptions<SecurityOptions>().BindConfiguration("Gateway:Security").ValidateDataAnnotations().ValidateOnStart();
        // The framework's own filter knows no exceptions; KnownHosts takes its place.
        services.AddOptions<HostFilteringOptions>().Configure(options => options.AllowedHosts = ["*"]);
        services.AddRateLimits();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<SecurityOptions>>((cors, options) =>
            cors.AddPolicy(CorsPolicy, policy => policy
                .WithOrigins([.. options.Value.CorsOrigins])
                .AllowAnyMethod()
                .WithHeaders("authorization", "content-type", "if-match", "idempotency-key")
                .WithExposedHeaders("etag", "retry-after")));
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure(options =>
        {
            options.Cookie.Name = "form-proof";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SecurityOptions>>((forwarded, options) => Trust(forwarded, options.Value));
    }

    private static void Trust(ForwardedHeadersOptions forwarded, SecurityOptions options)
    {
        forwarded.ForwardedHeaders = options.TrustedProxies.Count > 0 ? ForwardedHeaders.All : ForwardedHeaders.None;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.TrustedProxies)
        {
            if (System.Net.IPNetwork.TryParse(proxy, out var network))
            {
                forwarded.KnownIPNetworks.Add(network);
            }
            else
            {
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        }
    }
}
