using Admin;
using Gateway.Data;
using Gateway.Identity;
using Gateway.Identity.External;
using Gateway.OpenApi;
using Gateway.Proxy;
using Gateway.Security;
using Gateway.Tokens;
using Gateway.Transcoding;
using Microsoft.Extensions.Configuration.Memory;
using Portal;

namespace Gateway;

/// <summary>Puts the gateway into a host: its own, or one that it shares with the services.</summary>
public static class GatewaySetup
{
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.AddDefaultSettings();
        builder.AddGatewayData();
        builder.AddProxy();
        builder.Services.AddTranscoding();
        builder.Services.AddTokens();
        builder.Services.AddIdentity();
        builder.AddExternalSignIn();
        builder.Services.AddSecurity();
        builder.Services.AddOpenApiDocument();
        builder.Services.AddAdmin();
        builder.Services.AddPortal();
    }

    public static void MapGateway(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<KnownHosts>();
        app.Use(LocalRedirects.SendAsync);
        app.Use(HeadRequests.AnswerAsGetAsync);
        app.UseExceptionHandler(faults => faults.Run(ErrorPages.WriteAsync));
        app.UseMiddleware<EmptyErrorResponses>();
        app.UseMiddleware<StaleForms>();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseMiddleware<CrossSiteGuard>();
        app.UseRequestTimeouts();

        app.MapProxy();
        app.MapSignIn();
        app.MapExternalSignIn();
        app.MapTokens();
        app.MapOpenApiDocument();
        app.MapAdmin();
        app.MapPortal();
        app.MapPost(PortalLinkEndpoint.Path, PortalLinkEndpoint.HandleAsync)
            .RequireAuthorization(Schemes.StaffPolicy).RequireRateLimiting(RateLimits.Api).RequireCors(SecuritySetup.CorsPolicy);
        app.MapGet("/", () => Results.Redirect(AdminSetup.Root)).AllowAnonymous();
    }

    // The gateway's appsettings.json, below everything else that is configured, wherever the gateway is hosted.
    private static void AddDefaultSettings(this WebApplicationBuilder builder)
    {
        using var stream = typeof(GatewaySetup).Assembly.GetManifestResourceStream("Gateway.appsettings.json")!;
        var defaults = new ConfigurationBuilder().AddJsonStream(stream).Build();
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults.AsEnumerable() });
    }
}
