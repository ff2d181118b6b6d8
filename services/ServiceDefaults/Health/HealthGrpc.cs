using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace ServiceDefaults.Health;

/// <summary>grpc.health.v1 on top of the framework's health checks.</summary>
public sealed class HealthGrpc(
    HealthCheckService checks, IEnumerable<ServiceModule> modules, ContractIndex contracts, IHostApplicationLifetime lifetime) : Grpc.Health.V1.Health.HealthBase
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
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(WatchInterval);
        try
        {
            do
            {
                var status = await StatusOf(request.Service, ended.Token);
                if (status != sent)
                {
                    await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
                    sent = status;
                }
            }
            while (await timer.WaitForNextTickAsync(ended.Token));
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            // Open calls would hold up the stop.
            await responseStream.WriteAsync(new HealthCheckResponse { Status = ServingStatus.NotServing }, context.CancellationToken);
        }
    }

    private async Task<ServingStatus> StatusOf(string service, CancellationToken ct)
    {
        if (service.Length > 0 && !contracts.Rpcs.Any(r => r.Method.Service.FullName == service && modules.Any(m => m.Name == r.Module)))
        {
            return ServingStatus.ServiceUnknown;
        }

        var report = await checks.CheckHealthAsync(check => check.Tags.Contains(HealthSetup.Ready), ct);
        return report.Status == HealthStatus.Unhealthy ? ServingStatus.NotServing : ServingStatus.Serving;
    }
}
