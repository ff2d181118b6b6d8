using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gateway.Data;

/// <summary>The gateway can serve when its database answers.</summary>
internal sealed class GatewayDatabaseHealthCheck(GatewayDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The gateway's database does not answer.");
}
