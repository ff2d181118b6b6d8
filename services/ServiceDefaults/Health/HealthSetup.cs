using Grpc.AspNetCore.HealthChecks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using ServiceDefaults.Hosting;

namespace ServiceDefaults.Health;

public static class HealthSetup
{
    /// <summary>
    /// Tag of the checks that say whether the process can serve. Not "ready": the broker's client tags its own check so, and while the
    /// broker is away the services serve on, with the events waiting in the outbox.
    /// </summary>
    public const string Ready = "can-serve";

    /// <summary>How soon a change reaches the open Watch calls of grpc.health.v1; Check looks afresh each time.</summary>
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(5);

    internal static void AddHealth(this IServiceCollection services)
    {
        services.AddGrpcHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: [Ready]);
        services.AddOptions<GrpcHealthChecksOptions>().Configure<ContractIndex, IEnumerable<ServiceModule>>((health, contracts, modules) =>
        {
            var hosted = modules.Select(module => module.Name).ToHashSet(StringComparer.Ordinal);
            var names = contracts.Rpcs.Where(rpc => hosted.Contains(rpc.Module)).Select(rpc => rpc.Method.Service.FullName).Distinct();
            foreach (var name in names.Prepend(""))
            {
                health.Services.Map(name, check => check.Tags.Contains(Ready));
            }
        });
        services.AddOptions<HealthCheckPublisherOptions>().Configure(publisher =>
        {
            publisher.Predicate = check => check.Tags.Contains(Ready);
            publisher.Period = WatchInterval;
        });
    }

    /// <summary>/health/live: the process runs. /health/ready: it can serve. Both answer with a status for probes and a body for people.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = Write });
    }

    /// <summary>Not which check failed: everybody may ask the gateway.</summary>
    private static Task Write(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(new { status = report.Status.ToString(), version = ProductVersion.Text });
}
