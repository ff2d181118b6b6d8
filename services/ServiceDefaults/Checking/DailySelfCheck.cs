using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Checking;

/// <summary>
/// Runs a service's <see cref="ISelfCheck"/> once a day and tells operators: a warning for each finding, and a gauge of their number. Replicas
/// begin at moments of their own; two that meet find the same.
/// </summary>
public sealed partial class DailySelfCheck<TCheck>(IServiceScopeFactory scopes, Gauge<int> found, TimeProvider clock, ILogger<DailySelfCheck<TCheck>> logger)
    : BackgroundService
    where TCheck : class, ISelfCheck
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
                await Check(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.Failed(logger, typeof(TCheck).Name, e);
            }

            wait = Interval;
        }
    }

    /// <summary>Returns how much was found.</summary>
    public async Task<int> Check(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var check = await scope.ServiceProvider.GetRequiredService<TCheck>().Run(ct);
        found.Record(check.FindingCount);
        foreach (var finding in check.Findings)
        {
            Log.Found(logger, finding.ItemNumber, finding.Rule, finding.Detail);
        }

        Log.Done(logger, typeof(TCheck).Name, check.CheckedCount, check.FindingCount);
        return check.FindingCount;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Self-check: {Number} breaks {Rule}. {Detail}")]
        public static partial void Found(ILogger logger, string number, string rule, string detail);

        [LoggerMessage(LogLevel.Information, "Self-check {Check}: {Checked} items were looked at, {Findings} findings")]
        public static partial void Done(ILogger logger, string check, int @checked, int findings);

        [LoggerMessage(LogLevel.Warning, "Self-check {Check} failed; it is tried again in a day")]
        public static partial void Failed(ILogger logger, string check, Exception exception);
    }
}

public static class DailySelfCheckSetup
{
    /// <param name="found">Where the number of findings is recorded.</param>
    public static void AddDailySelfCheck<TCheck>(this IServiceCollection services, Gauge<int> found)
        where TCheck : class, ISelfCheck
    {
        services.AddScoped<TCheck>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DailySelfCheck<TCheck>>(provider, found));
        services.AddHostedService(provider => provider.GetRequiredService<DailySelfCheck<TCheck>>());
    }
}
