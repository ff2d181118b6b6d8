using System.Security.Cryptography;
using Billing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Notifications;
using Plans;
using ServiceDefaults;
using ServiceDefaults.Health;
using Standalone.Demo;
using Standalone.TestClock;
using Subscriptions;

namespace Standalone;

/// <summary>What is special about running everything in one process.</summary>
internal static class StandaloneHost
{
    private static readonly string[] Services = ["plans", "subscriptions", "billing", "notifications"];

    /// <summary>Reads the options and points every part at this process.</summary>
    public static StandaloneOptions AddStandalone(this WebApplicationBuilder builder, string[] args)
    {
        StandaloneOptions options;
        try
        {
            options = StandaloneOptions.Read(args, Environment.GetEnvironmentVariable);
            if (options.AdminLink)
            {
                Preflight.RequireData(options);
            }
            else
            {
                Preflight.Prepare(options);
                builder.AddTestClock(options);
                builder.AddDemo(options);
            }
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            Console.Error.WriteLine(e.Message);
            Environment.Exit(e is ArgumentException ? 2 : 1);
            throw;
        }

        var settings = new Dictionary<string, string?>
        {
            ["DataDirectory"] = options.Data,
            ["PublicUrl"] = options.Url,
            ["Gateway:Identity:PublicUrl"] = options.Url,
            ["Auth:Issuer"] = options.Url,
            ["Auth:ClientId"] = "services",
            // Known to this process alone, for as long as it runs.
            ["Auth:ClientSecret"] = RandomNumberGenerator.GetHexString(48),
        };
        foreach (var service in Services)
        {
            settings[$"Services:{service}:Address"] = options.GrpcUrl;
            // There is no other replica to turn to.
            settings[$"ReverseProxy:Clusters:{service}:HealthCheck:Active:Enabled"] = "false";
            settings[$"ReverseProxy:Clusters:{service}:HealthCheck:Passive:Enabled"] = "false";
        }

        // Below the environment, so that an operator can override each of them.
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = settings });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(options.Port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.ListenLocalhost(options.GrpcPort, listen => listen.Protocols = HttpProtocols.Http2);
        });
        return options;
    }

    /// <summary>The services answer on their own port, past the gateway's pipeline, as they do in processes of their own.</summary>
    public static void MapServicesOn(this WebApplication app, int port) => app.MapWhen(
        context => context.Connection.LocalPort == port,
        branch =>
        {
            // Without this the branch would share the gateway's routes.
            branch.Properties.Remove("__GlobalEndpointRouteBuilder");
            branch.UseRouting();
            branch.UseEndpoints(endpoints =>
            {
                endpoints.MapServiceDefaults();
                endpoints.MapHealth();
                endpoints.MapPlans();
                endpoints.MapSubscriptions();
                endpoints.MapBilling();
                endpoints.MapNotifications();
            });
        });
}
