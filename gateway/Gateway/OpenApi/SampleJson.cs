using System.Text.Json.Nodes;

namespace Gateway.OpenApi;

/// <summary>A plausible value for a schema, for the reader page's examples.</summary>
internal static class SampleJson
{
    private const int Deepest = 4;

    public static JsonNode? Of(JsonObject schema, JsonObject components, int depth = 0)
    {
        if (schema["$ref"] is { } reference)
        {
            var name = reference.GetValue<string>().Split('/')[^1];
            return name switch
            {
                "common.v1.Date" => "2026-01-31",
                "common.v1.Money" => new JsonObject { ["currencyCode"] = "EUR", ["amount"] = "12.50" },
                "common.v1.LocalizedText" => new JsonObject { ["values"] = new JsonObject { ["en"] = "text" } },
                _ => depth >= Deepest ? null : Of((JsonObject)components[name]!, components, depth + 1),
            };
        }

        if (schema["enum"] is JsonArray values)
        {
            return (values.Count > 1 ? values[1] : values[0])!.DeepClone();
        }

        return schema["type"]?.GetValue<string>() switch
        {
            "object" => OfObject(schema, components, depth),
            "array" => Of((JsonObject)schema["items"]!, components, depth + 1) is { } item ? new JsonArray(item) : new JsonArray(),
            "boolean" => true,
            "integer" => 1,
            "number" => 1.5,
            _ => OfText(schema),
        };
    }

    private static JsonObject OfObject(JsonObject schema, JsonObject components, int depth)
    {
        var sample = new JsonObject();
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            var isInput = property!["readOnly"] is null && name is not ("id" or "etag" or "requestId" or "createTime" or "updateTime");
            if (isInput && Of((JsonObject)property, components, depth + 1) is { } value)
            {
                sample[name] = value;
            }
        }

        return sample;
    }

    private static JsonNode OfText(JsonObject schema) => schema["format"]?.GetValue<string>() switch
    {
        "date-time" => "2026-01-31T08:00:00Z",
        "date" => "2026-01-31",
        "int64" => "1",
        "duration" => "60s",
        _ => "text",
    };
}
