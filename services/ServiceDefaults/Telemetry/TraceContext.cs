using System.Diagnostics;

namespace ServiceDefaults.Telemetry;

/// <summary>A trace that waits in a row of the database and goes on when the row's turn comes.</summary>
public static class TraceContext
{
    /// <summary>Longest text that a column must hold.</summary>
    public const int MaximumLength = 100;

    /// <summary>Where MassTransit looks for the trace that a message belongs to.</summary>
    internal const string BrokerHeader = "MT-Activity-Id";

    /// <summary>W3C traceparent of what is going on now; null when nothing is traced.</summary>
    public static string? Current => Activity.Current?.Id;

    /// <summary>
    /// As a parent from elsewhere: a trace that its beginning did not sample is then carried on unsampled, and is not begun anew in the
    /// middle. Nothing for a row without one.
    /// </summary>
    public static ActivityContext Of(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : default;

    /// <summary>The span failed, for a cause of few possible values: never an exception's message, which may name a person.</summary>
    public static void Fail(this Activity activity, string errorType)
    {
        activity.SetStatus(ActivityStatusCode.Error);
        activity.SetTag("error.type", errorType);
    }
}
