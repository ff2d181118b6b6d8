namespace Standalone.Demo;

/// <summary>While the demo business is written it is the day that is written about; before and after that, what the clock behind it says.</summary>
internal sealed class DemoClock(TimeProvider real) : TimeProvider
{
    private long _backTicks;

    public DateTimeOffset Real => real.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() - TimeSpan.FromTicks(Interlocked.Read(ref _backTicks));

    public void GoTo(DateTimeOffset moment) => Interlocked.Exchange(ref _backTicks, (real.GetUtcNow() - moment).Ticks);

    public void Return() => Interlocked.Exchange(ref _backTicks, 0);
}
