using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Health;

namespace ServiceDefaults.Hosting;

internal static class DrainSetup
{
    public static void AddDrain(this IServiceCollection services)
    {
        services.AddOptions<ShutdownOptions>().BindConfiguration("Shutdown")
            .Validate(options => options.DrainDelay >= TimeSpan.Zero && options.DrainDelay <= TimeSpan.FromMinutes(5), "Shutdown:DrainDelay must be 00:00:00 to 00:05:00.")
            .Validate(options => options.Timeout >= TimeSpan.Zero && options.Timeout <= TimeSpan.FromMinutes(10), "Shutdown:Timeout must be 00:00:00 to 00:10:00.")
            .ValidateOnStart();
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddHealthChecks().AddCheck<Drain>("drain", tags: [HealthSetup.Ready]);
        // The host's own limit counts from SIGTERM. The host asks for it before the settings are checked, so nothing may be wrong with them here.
        services.AddOptions<HostOptions>().Configure<IConfiguration>((host, configuration) =>
        {
            var standard = new ShutdownOptions();
            host.ShutdownTimeout = Read("DrainDelay", standard.DrainDelay) + Read("Timeout", standard.Timeout);

            TimeSpan Read(string name, TimeSpan otherwise) =>
                TimeSpan.TryParse(configuration[$"Shutdown:{name}"], CultureInfo.InvariantCulture, out var given) && given < TimeSpan.FromDays(1) ? given : otherwise;
        });
    }
}
