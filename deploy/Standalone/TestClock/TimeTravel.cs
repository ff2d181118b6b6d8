using System.Threading.Channels;
using Admin.TestClock;

namespace Standalone.TestClock;

/// <summary>
/// Moves the clock a quarter of a day at a time and lets the work that has come due end before it goes on, so that what happens bears the dates that it
/// would have had: what is due in the morning of a day is done on that day, whatever the hour at which the journey began.
/// </summary>
internal sealed partial class TimeTravel(MovableClock clock, PendingWork work, ILogger<TimeTravel> logger) : BackgroundService, ITimeTravel
{
    private const int HopsPerDay = 4;

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
                for (var hop = 0; hop < HopsPerDay; hop++)
                {
                    clock.Advance(TimeSpan.FromDays(1) / HopsPerDay);
                    if (!await work.Settle(stoppingToken))
                    {
                        Log.WorkIsLeft(logger, clock.GetUtcNow());
                    }
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
