using System.Threading.Channels;
using Admin.TestClock;

namespace Standalone.TestClock;

/// <summary>
/// Moves the clock day by day and lets each day's work end before the next begins, so that what happens bears the dates that it would
/// have had.
/// </summary>
internal sealed partial class TimeTravel(MovableClock clock, PendingWork work, ILogger<TimeTravel> logger) : BackgroundService, ITimeTravel
{
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
                if (!await work.Settle(stoppingToken))
                {
                    Log.WorkIsLeft(logger, clock.GetUtcNow());
                }

                Volatile.Write(ref _journey, new Journey(days, done));
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The test clock goes on at {Now} although work is left")]
        public static partial void WorkIsLeft(ILogger logger, DateTimeOffset now);
    }
}
