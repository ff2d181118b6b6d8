using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Reconciliation;

/// <summary>
/// Runs a service's <see cref="IReconciliation"/> once a day and tells operators: a warning for each finding, and a gauge of their number. Replicas
/// begin at moments of their own; two that meet find the same.
/// </summary>
public sealed partial class DailyReconciliation<TReconciliation>(IServiceScopeFactory scopes, Gauge<int> found, TimeProvider clock, ILogger<DailyReconciliation<TReconciliation>> logger)
    : BackgroundService
    where TReconciliation : class, IReconciliation
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = Interval * Random.Shared.NextDouble();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(wait, clock, stoppingToken);
                await Reconcile(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.Failed(logger, typeof(TReconciliation).Name, e);
            }

            wait = Interval;
        }
    }

    /// <summary>Returns how much was found.</summary>
    public async Task<int> Reconcile(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<TReconciliation>().Run(ct);
        found.Record(result.FindingCount);
        foreach (var finding in result.Findings)
        {
            Log.Found(logger, finding.ItemNumber, finding.Rule, finding.Detail);
        }

        Log.Done(logger, typeof(TReconciliation).Name, result.CheckedCount, result.FindingCount);
        return result.FindingCount;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Reconciliation: {Number} breaks {Rule}. {Detail}")]
        public static partial void Found(ILogger logger, string number, string rule, string detail);

        [LoggerMessage(LogLevel.Information, "{Reconciliation}: {Checked} items were looked at, {Findings} findings")]
        public static partial void Done(ILogger logger, string reconciliation, int @checked, int findings);

        [LoggerMessage(LogLevel.Warning, "{Reconciliation} failed; it is tried again in a day")]
        public static partial void Failed(ILogger logger, string reconciliation, Exception exception);
    }
}

public static class DailyReconciliationSetup
{
    /// <param name="found">Where the number of findings is recorded.</param>
    public static void AddDailyReconciliation<TReconciliation>(this IServiceCollection services, Gauge<int> found)
        where TReconciliation : class, IReconciliation
    {
        services.AddScoped<TReconciliation>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DailyReconciliation<TReconciliation>>(provider, found));
        services.AddHostedService(provider => provider.GetRequiredService<DailyReconciliation<TReconciliation>>());
    }
}
