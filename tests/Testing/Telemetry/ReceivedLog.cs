using Testing.Telemetry.Otlp;

namespace Testing.Telemetry;

/// <summary>One line of the log.</summary>
/// <param name="Service">service.name of the process.</param>
/// <param name="TraceId">Hexadecimal; empty outside of any trace.</param>
public sealed record ReceivedLog(
    string Service, string Category, string Severity, string Body, string TraceId, IReadOnlyDictionary<string, string> Attributes)
{
    internal static ReceivedLog From(string service, string category, LogRecord record) => new(
        service,
        category,
        record.SeverityText,
        Telemetry.Attributes.Text(record.Body),
        ReceivedSpan.Hex(record.TraceId),
        Telemetry.Attributes.Read(record.Attributes));
}
