using System.Diagnostics;
using Testing.Telemetry.Otlp;

namespace Testing.Telemetry;

/// <summary>One span.</summary>
/// <param name="Service">service.name of the process.</param>
/// <param name="Source">Name of the activity source.</param>
/// <param name="TraceId">Hexadecimal, as the other ids.</param>
/// <param name="ParentId">Empty at the root.</param>
/// <param name="Start">Nanoseconds since 1970.</param>
/// <param name="LinkedTraceIds">Traces that it points to.</param>
public sealed record ReceivedSpan(
    string Service, string Source, string TraceId, string SpanId, string ParentId, string Name, ActivityKind Kind, ulong Start, ulong End, bool Failed,
    IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<string> LinkedTraceIds)
{
    /// <summary>An attribute; empty when there is none.</summary>
    public string this[string attribute] => Attributes.GetValueOrDefault(attribute, "");

    public override string ToString() => $"{Service} {Kind.ToString().ToUpperInvariant()} {Name}{(Failed ? " FAILED" : "")}";

    internal static ReceivedSpan From(string service, string source, Span span) => new(
        service,
        source,
        Hex(span.TraceId),
        Hex(span.SpanId),
        Hex(span.ParentSpanId),
        span.Name,
        (ActivityKind)((int)span.Kind - 1),
        span.StartTimeUnixNano,
        span.EndTimeUnixNano,
        span.Status?.Code == Status.Types.StatusCode.Error,
        Telemetry.Attributes.Read(span.Attributes),
        [.. span.Links.Select(link => Hex(link.TraceId))]);

    internal static string Hex(Google.Protobuf.ByteString bytes) => Convert.ToHexStringLower(bytes.Span);
}
