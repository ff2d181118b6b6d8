using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServiceDefaults.Data;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace ServiceDefaults.Health;

/// <summary>grpc.health.v1 on top of the framework's health checks.</summary>
public sealed class HealthGrpc(HealthCheckService checks, IEnumerable<ServiceModule> modules) : Grpc.Health.V1.Health.HealthBase
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(2);

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        var status = await StatusOf(request.Service, context.CancellationToken);
        return status == ServingStatus.ServiceUnknown
            ? throw Errors.Refusal.NotFound("service", request.Service)
            : new HealthCheckResponse { Status = status };
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        ServingStatus? sent = null;
        using var timer = new PeriodicTimer(WatchInterval);
        do
        {
            var status = await StatusOf(request.Service, context.CancellationToken);
            if (status != sent)
            {
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
                sent = status;
            }
        }
        while (await timer.WaitForNextTickAsync(context.CancellationToken));
    }

    private async Task<ServingStatus> StatusOf(string service, CancellationToken ct)
    {
        if (service.Length > 0 && !modules.Any(m => service.StartsWith(m.Name + ".", StringComparison.Ordinal)))
        {
            return ServingStatus.ServiceUnknown;
        }

        var report = await checks.CheckHealthAsync(check => check.Tags.Contains(HealthSetup.Ready), ct);
        return report.Status == HealthStatus.Unhealthy ? ServingStatus.NotServing : ServingStatus.Serving;
    }
}
