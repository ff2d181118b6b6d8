using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Testing.Telemetry.Otlp;

namespace Testing.Telemetry;

/// <summary>Everything that was exported so far.</summary>
public sealed class ReceivedTelemetry
{
    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();
    private readonly ConcurrentQueue<ReceivedPoint> _points = new();
    private readonly ConcurrentQueue<ReceivedLog> _logs = new();
    private readonly ConcurrentQueue<byte[]> _raw = new();
    private readonly ConcurrentQueue<string> _versions = new();

    public IReadOnlyList<ReceivedSpan> Spans => [.. _spans];

    /// <summary>Of each metric and each export anew; the last one of a series counts.</summary>
    public IReadOnlyList<ReceivedPoint> Points => [.. _points];

    public IReadOnlyList<ReceivedLog> Logs => [.. _logs];

    /// <summary>service.version by signal: "traces 0.1.0".</summary>
    public IReadOnlyList<string> Versions => [.. _versions.Distinct().Order(StringComparer.Ordinal)];

    public Trace Trace(string traceId) => new([.. _spans.Where(span => span.TraceId == traceId)]);

    public IReadOnlyList<ReceivedSpan> SpansNamed(string name) => [.. _spans.Where(span => span.Name == name)];

    public IReadOnlyList<ReceivedPoint> PointsOf(string metric) => [.. _points.Where(point => point.Metric == metric)];

    /// <summary>Whether a text was exported anywhere: as a name, a value, a resource, a scope, also in fields that are not read here.</summary>
    public bool Contains(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        return _raw.Any(export => export.AsSpan().IndexOf(wanted) >= 0);
    }

    internal void Add(ExportTraceServiceRequest export)
    {
        _raw.Enqueue(export.ToByteArray());
        foreach (var resource in export.ResourceSpans)
        {
            var service = Attributes.ServiceOf(resource.Resource);
            _versions.Enqueue($"traces {Attributes.VersionOf(resource.Resource)}");
            foreach (var scope in resource.ScopeSpans)
            {
                foreach (var span in scope.Spans)
                {
                    _spans.Enqueue(ReceivedSpan.From(service, scope.Scope.Name, span));
                }
            }
        }
    }

    internal void Add(ExportMetricsServiceRequest export)
    {
        _raw.Enqueue(export.ToByteArray());
        foreach (var resource in export.ResourceMetrics)
        {
            var service = Attributes.ServiceOf(resource.Resource);
            _versions.Enqueue($"metrics {Attributes.VersionOf(resource.Resource)}");
            foreach (var metric in resource.ScopeMetrics.SelectMany(scope => scope.Metrics))
            {
                foreach (var point in ReceivedPoint.From(service, metric))
                {
                    _points.Enqueue(point);
                }
            }
        }
    }

    internal void Add(ExportLogsServiceRequest export)
    {
        _raw.Enqueue(export.ToByteArray());
        foreach (var resource in export.ResourceLogs)
        {
            var service = Attributes.ServiceOf(resource.Resource);
            _versions.Enqueue($"logs {Attributes.VersionOf(resource.Resource)}");
            foreach (var scope in resource.ScopeLogs)
            {
                foreach (var record in scope.LogRecords)
                {
                    _logs.Enqueue(ReceivedLog.From(service, scope.Scope.Name, record));
                }
            }
        }
    }
}
