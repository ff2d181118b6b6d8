using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;

namespace ServiceDefaults.Telemetry;

/// <summary>Counts what waits in each database every 15 s, however often the gauges are read. Runs only where telemetry is collected.</summary>
internal sealed partial class BacklogSampler(
    IEnumerable<ServiceModule> modules, IEnumerable<IDueWorkLoop> loops, IServiceScopeFactory scopes, BacklogGauges gauges, ILogger<BacklogSampler> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Of the machine's time, whatever clock the business runs on.
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                foreach (var module in modules)
                {
                    await Sample(module, stoppingToken);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task Sample(ServiceModule module, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(module.Db);
            gauges.Set(module.Db.Name, await BacklogCounts.Of(db, loops.FirstOrDefault(loop => loop.Db == module.Db.Name), ct));
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            gauges.Forget(module.Db.Name);
            Log.NotCounted(logger, module.Name, e.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What waits in the database of {Module} could not be counted: {Cause}")]
        public static partial void NotCounted(ILogger logger, string module, string cause);
    }
}
