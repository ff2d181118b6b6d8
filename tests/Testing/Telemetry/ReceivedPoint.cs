using Testing.Telemetry.Otlp;

namespace Testing.Telemetry;

/// <summary>One measurement of a metric.</summary>
/// <param name="Service">service.name of the process.</param>
/// <param name="Value">Of a gauge or a counter; the sum of a histogram.</param>
/// <param name="Count">How many values a histogram has; 1 otherwise.</param>
public sealed record ReceivedPoint(string Service, string Metric, string Unit, double Value, ulong Count, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>A tag; empty when there is none.</summary>
    public string this[string tag] => Tags.GetValueOrDefault(tag, "");

    internal static IEnumerable<ReceivedPoint> From(string service, Otlp.Metric metric) => metric.DataCase switch
    {
        Otlp.Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Select(point => Number(service, metric, point)),
        Otlp.Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Select(point => Number(service, metric, point)),
        Otlp.Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Select(point =>
            new ReceivedPoint(service, metric.Name, metric.Unit, point.Sum, point.Count, Attributes.Read(point.Attributes))),
        _ => [],
    };

    private static ReceivedPoint Number(string service, Otlp.Metric metric, NumberDataPoint point) => new(
        service,
        metric.Name,
        metric.Unit,
        point.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble,
        1,
        Attributes.Read(point.Attributes));
}
