using Billing.Payments.Charging;

namespace Billing.Dunning.Timing;

/// <summary>
/// The hour of the retry's day at which retries after the same cause, on the same day of the week, succeeded most often; only where there is enough evidence for
/// that hour, and where it is better than such retries are on the whole. The schedule's time otherwise.
/// </summary>
internal sealed class LearnedRetryTiming(RetryEvidence evidence) : IRetryTiming
{
    /// <summary>Fewer tries at an hour say nothing.</summary>
    public const int MinimumTries = 30;

    /// <summary>Nor do so many tries of which fewer succeeded.</summary>
    public const int MinimumSuccesses = 5;

    public RetryTime At(RetryWindow window)
    {
        var usual = evidence.Of(window.Cause).Rate;
        var best = Hours(window)
            .Select(hour => (hour.At, Record: evidence.At(window.Cause, window.Day.DayOfWeek, hour.Hour)))
            .Where(h => h.Record is { Tries: >= MinimumTries, Successes: >= MinimumSuccesses } && h.Record.Rate > usual)
            .OrderByDescending(h => h.Record.Rate).ThenBy(h => (h.At - window.Scheduled).Duration()).ThenBy(h => h.At)
            .Select(h => (DateTimeOffset?)h.At).FirstOrDefault();
        return best is { } at ? new(at, RetryTimingKind.Learned) : new(window.Scheduled, RetryTimingKind.Schedule);
    }

    /// <summary>Full hours of the window; one that clocks skip is none, and one that comes twice is its first.</summary>
    private static IEnumerable<(int Hour, DateTimeOffset At)> Hours(RetryWindow window) =>
        from hour in Enumerable.Range(0, 24)
        let at = CivilTime.At(window.Day, new TimeOnly(hour, 0), window.TimeZone)
        where at >= window.From && at < window.Until && CivilTime.LocalAt(at, window.TimeZone).Hour == hour
        select (hour, at);
}

/// <summary>How often something was tried, and succeeded.</summary>
internal readonly record struct RetryRecord(int Tries, int Successes)
{
    /// <summary>0 to 1; 0 where nothing was tried.</summary>
    public decimal Rate => Tries == 0 ? 0 : (decimal)Successes / Tries;

    public RetryRecord Plus(RetryRecord other) => new(Tries + other.Tries, Successes + other.Successes);
}
