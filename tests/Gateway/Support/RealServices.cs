using Billing;
using Gateway.Tokens;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifications;
using Plans;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using Subscriptions;
using Testing;

namespace Gateway.Tests.Support;

/// <summary>The gateway before the real services, which trust its tokens.</summary>
internal sealed class RealServices : IAsyncDisposable
{
    private RealServices(GatewayHost gateway, HostUnderTest services)
    {
        Gateway = gateway;
        Services = services;
    }

    public GatewayHost Gateway { get; }

    public HostUnderTest Services { get; }

    public static async Task<RealServices> StartAsync(DatabaseProvider database = DatabaseProvider.Sqlite)
    {
        var clock = TestClock.At("2026-03-02T09:00:00Z");
        var services = await HostUnderTest.Start(
            new ServiceSettings { Database = database, Clock = clock },
            new HostedService(builder => builder.AddPlans(), endpoints => endpoints.MapPlans()),
            new HostedService(builder => builder.AddSubscriptions(), endpoints => endpoints.MapSubscriptions()),
            new HostedService(builder => builder.AddBilling(), endpoints => endpoints.MapBilling()),
            new HostedService(builder => builder.AddNotifications(), endpoints => endpoints.MapNotifications()));
        var settings = new Dictionary<string, string?> { ["Gateway:Security:ApiRequestsPerMinute"] = "1000000" };
        foreach (var service in new[] { "plans", "subscriptions", "billing", "notifications" })
        {
            settings[$"Services:{service}:Address"] = services.Address.ToString();
        }

        var host = await GatewayHost.StartAsync(settings, clock: clock);
        await TrustAsync(services, host);
        return new RealServices(host, services);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Services.DisposeAsync();
    }

    /// <summary>The gateway's keys, beside the test's own, by which the services call each other.</summary>
    private static async Task TrustAsync(HostUnderTest services, GatewayHost gateway)
    {
        var options = services.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(ServiceBearer.Scheme);
        options.TokenValidationParameters.ValidIssuers = [gateway.Services.GetRequiredService<AccessTokens>().Issuer];
        foreach (var key in await gateway.Services.GetRequiredService<KeyRing>().PublishedAsync(default))
        {
            options.Configuration!.SigningKeys.Add(key.Key);
        }
    }
}
