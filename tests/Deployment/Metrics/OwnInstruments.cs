using System.Text.RegularExpressions;
using Deployment.Tests.Reading;

namespace Deployment.Tests.Metrics;

/// <summary>The instruments that the code of this repository makes, read from its sources, since many are made only when a process runs.</summary>
internal static partial class OwnInstruments
{
    private static readonly string[] Sources = [.. Repository.Files("services", ".cs").Concat(Repository.Files("gateway", ".cs")).Select(Repository.Text)];

    public static IReadOnlyList<PrometheusMetric> All { get; } =
    [
        .. Sources.SelectMany(text => Creation().Matches(text)).Select(m => new PrometheusMetric(
            m.Groups["name"].Value, m.Groups["unit"].Value, m.Groups["kind"].Value.Replace("Observable", ""))),
    ];

    /// <summary>Whatever may be a tag's name: texts of small letters, dots and underscores.</summary>
    public static IReadOnlySet<string> Tags { get; } =
        Sources.SelectMany(text => Tag().Matches(text)).Select(m => PrometheusMetric.Clean(m.Groups["name"].Value)).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("""Create(?<kind>(?:Observable)?(?:Counter|Histogram|UpDownCounter|Gauge))(?:<\w+>)?\(\s*"(?<name>[\w.]+)"(?:,\s*(?:[^,()":]+,\s*)?(?:unit: )?"(?<unit>\w+)"(?=[,)]))?""")]
    private static partial Regex Creation();

    [GeneratedRegex("\"(?<name>[a-z][a-z._]+)\"")]
    private static partial Regex Tag();
}
