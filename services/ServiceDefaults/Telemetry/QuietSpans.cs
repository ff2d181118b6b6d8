using System.Diagnostics;
using OpenTelemetry;

namespace ServiceDefaults.Telemetry;

/// <summary>Keeps the proxy's own health checks, every few seconds to every replica, out of the traces.</summary>
internal sealed class QuietSpans : BaseProcessor<Activity>
{
    public const string Proxy = "Yarp.ReverseProxy";

    /// <summary>Not exported, and neither is what it calls.</summary>
    public static void Silence(Activity activity)
    {
        activity.IsAllDataRequested = false;
        activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    public override void OnStart(Activity data)
    {
        if (data.Source.Name == Proxy && data.OperationName.Contains("health", StringComparison.Ordinal))
        {
            Silence(data);
        }
    }
}
