using ServiceDefaults.Faults;

namespace ServiceDefaults.Hosting;

/// <summary>
/// Real time, for what protects people: sessions, sign-in links, signing keys and access tokens. Where a test clock moves the business
/// ahead by months, nobody is signed out by it.
/// </summary>
/// <param name="time">The machine's clock; tests give their own.</param>
public sealed class WallClock(TimeProvider time) : TimeProvider
{
    /// <summary>The clock of this process's machine, which no test clock moves.</summary>
    public static WallClock OfThisProcess() => new(SkewedClock.OfThisProcess());

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
