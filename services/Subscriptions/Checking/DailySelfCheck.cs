using System.Diagnostics.Metrics;

namespace Subscriptions.Checking;

/// <summary>
/// Checks all orders once a day and tells operators: a warning for each finding, and the gauge subscriptions.self_check.findings. Replicas
/// begin at moments of their own; they only read.
/// </summary>
public sealed partial class DailySelfCheck(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DailySelfCheck> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);
    private static readonly Meter Meter = new("Subscriptions");
    private static readonly Gauge<int> Findings = Meter.CreateGauge<int>("subscriptions.self_check.findings", description: "What the last self-check found wrong with orders");

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
                Log.Failed(logger, e);
            }

            wait = Interval;
        }
    }

    /// <summary>Returns how much was found.</summary>
    public async Task<int> Check(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var check = await OrderCheck.Run(scope.ServiceProvider.GetRequiredService<SubscriptionsDb>(), clock.GetUtcNow(), ct);
        Findings.Record(check.FindingCount);
        foreach (var finding in check.Findings)
        {
            Log.Found(logger, finding.ItemNumber, finding.Rule, finding.Detail);
        }

        Log.Done(logger, check.CheckedCount, check.FindingCount);
        return check.FindingCount;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Self-check: order {Number} breaks {Rule}. {Detail}")]
        public static partial void Found(ILogger logger, string number, string rule, string detail);

        [LoggerMessage(LogLevel.Information, "Self-check: {Checked} orders were looked at, {Findings} findings")]
        public static partial void Done(ILogger logger, int @checked, int findings);

        [LoggerMessage(LogLevel.Warning, "The self-check failed; it is tried again in a day")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
