using System.Globalization;

namespace Testing;

/// <summary>A clock that stands still until a test moves it. Waiting (timers, delays) goes by real time.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _now = start;

    /// <param name="instant">ISO 8601, UTC unless it says otherwise: 2026-01-31T10:00:00Z.</param>
    public static TestClock At(string instant) => new(DateTimeOffset.Parse(
        instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public void Advance(TimeSpan by)
    {
        lock (_lock)
        {
            _now += by;
        }
    }

    public void Set(DateTimeOffset now)
    {
        lock (_lock)
        {
            _now = now;
        }
    }
}
