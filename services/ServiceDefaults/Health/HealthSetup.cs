using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ServiceDefaults.Health;

public static class HealthSetup
{
    /// <summary>
    /// Tag of the checks that say whether the process can serve. Not "ready": the broker's client tags its own check so, and while the
    /// broker is away the services serve on, with the events waiting in the outbox.
    /// </summary>
    public const string Ready = "can-serve";

    internal static void AddHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: [Ready]);

    /// <summary>/health/live: the process runs. /health/ready: it can serve.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
    }
}
