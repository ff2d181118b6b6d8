namespace Gateway.Identity;

/// <summary>
/// Real time, for what protects people: sessions, sign-in links and signing keys. Where a test clock moves the business
/// ahead by months, nobody is signed out by it. Access tokens, which the services check, follow the services' clock.
/// </summary>
/// <param name="time">The machine's clock; tests give their own.</param>
public sealed class WallClock(TimeProvider time) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
