using Billing.Payments.Charging;

namespace Billing.Dunning.Timing;

/// <summary>Decides at what time of its day a retry of a schedule is made.</summary>
internal interface IRetryTiming
{
    /// <returns>From the window's start on and before its end, or the schedule's time.</returns>
    RetryTime At(RetryWindow window);
}

/// <summary>The time in which one retry may be made: a part of its own civil day, so that it never passes the step that follows it.</summary>
/// <param name="Cause">Why the last charge failed, as events name it.</param>
/// <param name="Day">Where the customer is.</param>
/// <param name="From">Not before it: it is now, or the last try is far enough away.</param>
/// <param name="Scheduled">The schedule's time, or now where that is over.</param>
/// <param name="Until">Before it. Where it does not lie after <paramref name="From"/> there is only the schedule's time.</param>
/// <param name="TimeZone">The customer's, IANA name.</param>
internal sealed record RetryWindow(string Cause, DateOnly Day, DateTimeOffset From, DateTimeOffset Scheduled, DateTimeOffset Until, string TimeZone);

internal readonly record struct RetryTime(DateTimeOffset At, RetryTimingKind Kind);

/// <summary>The schedule's own time: the default.</summary>
internal sealed class ScheduledRetryTiming : IRetryTiming
{
    public RetryTime At(RetryWindow window) => new(window.Scheduled, RetryTimingKind.Schedule);
}
