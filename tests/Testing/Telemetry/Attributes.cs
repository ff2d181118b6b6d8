using System.Globalization;
using Testing.Telemetry.Otlp;

namespace Testing.Telemetry;

/// <summary>Attributes as text: their types are of no interest to the tests.</summary>
internal static class Attributes
{
    public static Dictionary<string, string> Read(IEnumerable<KeyValue> attributes) =>
        attributes.ToDictionary(attribute => attribute.Key, attribute => Text(attribute.Value), StringComparer.Ordinal);

    public static string ServiceOf(Resource resource) => Read(resource.Attributes).GetValueOrDefault("service.name", "");

    public static string VersionOf(Resource resource) => Read(resource.Attributes).GetValueOrDefault("service.version", "");

    public static string Text(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.ArrayValue => string.Join(',', value.ArrayValue.Values.Select(Text)),
        _ => "",
    };
}
