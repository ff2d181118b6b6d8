using System.Text.RegularExpressions;

namespace Deployment.Tests.Metrics;

/// <summary>An OpenTelemetry instrument under the name that the collector's Prometheus exporter gives it.</summary>
/// <param name="Name">As in the code: <c>outbox.lag</c>.</param>
/// <param name="Unit">As in the code: <c>s</c>, <c>By</c>, <c>{request}</c>; may be empty.</param>
/// <param name="Kind">Counter, UpDownCounter, Gauge or Histogram.</param>
internal sealed partial record PrometheusMetric(string Name, string Unit, string Kind)
{
    private static readonly Dictionary<string, string> Words = new() { ["s"] = "seconds", ["ms"] = "milliseconds", ["By"] = "bytes", ["%"] = "percent" };

    /// <summary>The names of its series.</summary>
    public IEnumerable<string> Series()
    {
        var name = Clean(Name);
        // Units in braces are remarks, not units.
        var unit = Words.GetValueOrDefault(Unit, Unit is "" or "1" || Unit.StartsWith('{') ? "" : Unit);
        if (unit.Length > 0 && !name.EndsWith($"_{unit}", StringComparison.Ordinal))
        {
            name += $"_{unit}";
        }

        return Kind switch
        {
            "Counter" => [name.EndsWith("_total", StringComparison.Ordinal) ? name : $"{name}_total"],
            "Histogram" => [$"{name}_bucket", $"{name}_count", $"{name}_sum"],
            "Gauge" when Unit == "1" => [$"{name}_ratio"],
            _ => [name],
        };
    }

    /// <summary>Of a metric or a label: what Prometheus cannot spell becomes an underscore.</summary>
    public static string Clean(string name) => Unspellable().Replace(name, "_");

    [GeneratedRegex("[^A-Za-z0-9_:]+")]
    private static partial Regex Unspellable();
}
