using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace Testing;

/// <summary>
/// The clock of a whole host: a date that stands still until a test moves it. Timers go by real time: what runs in the background, such as
/// probes every two seconds and the deletion of expired rows of each hour, must neither stop nor catch up with months in the middle of a test.
/// </summary>
public sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <param name="instant">ISO 8601, UTC unless it says otherwise: 2026-01-31T10:00:00Z.</param>
    public static TestClock At(string instant) => new(DateTimeOffset.Parse(
        instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);
}
