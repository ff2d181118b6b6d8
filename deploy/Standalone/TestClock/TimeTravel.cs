using System.Threading.Channels;
using Admin.TestClock;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;

namespace Standalone.TestClock;

/// <summary>
/// Moves the clock day by day and lets each day's work end before the next begins, so that what happens bears the dates that it would
/// have had.
/// </summary>
internal sealed partial class TimeTravel(
    MovableClock clock, IEnumerable<IDueWorkLoop> loops, IEnumerable<ServiceModule> modules, IServiceScopeFactory scopes, ILogger<TimeTravel> logger)
    : BackgroundService, ITimeTravel
{
    /// <summary>Work that keeps failing does not stop time.</summary>
    private static readonly TimeSpan PatienceForOneDay = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private readonly Channel<int> _asked = Channel.CreateBounded<int>(1);
    private Journey? _journey;

    public DateTimeOffset Now => clock.GetUtcNow();

    public TimeSpan Moved => clock.Moved;

    public Journey? Journey => Volatile.Read(ref _journey);

    public bool TryStart(int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, ITimeTravel.MostDays);
        var before = Journey;
        var journey = new Journey(days, 0);
        return before is not { IsRunning: true }
            && Interlocked.CompareExchange(ref _journey, journey, before) == before
            && _asked.Writer.TryWrite(days);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var days in _asked.Reader.ReadAllAsync(stoppingToken))
        {
            for (var done = 1; done <= days; done++)
            {
                clock.Advance(TimeSpan.FromDays(1));
                await Settle(stoppingToken);
                Volatile.Write(ref _journey, new Journey(days, done));
            }
        }
    }

    private async Task Settle(CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await Work(ct) || !await IsQuiet(ct))
        {
            if (TimeProvider.System.GetElapsedTime(began) > PatienceForOneDay)
            {
                Log.WorkIsLeft(logger, clock.GetUtcNow());
                return;
            }

            await Task.Delay(Interval, ct);
        }
    }

    private async Task<bool> Work(CancellationToken ct)
    {
        var handled = 0;
        foreach (var loop in loops)
        {
            handled += await loop.RunUntilNothingIsDue(ct);
        }

        return handled > 0;
    }

    private async Task<bool> IsQuiet(CancellationToken ct)
    {
        foreach (var module in modules)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(module.Db);
            if (await db.Outbox.AnyAsync(m => m.CompletedAt == null, ct) || await db.Set<WorkLease>().AnyAsync(l => l.ParkedAt == null, ct))
            {
                return false;
            }
        }

        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The test clock goes on at {Now} although work is left")]
        public static partial void WorkIsLeft(ILogger logger, DateTimeOffset now);
    }
}
