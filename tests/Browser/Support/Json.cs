using System.Text.Json.Nodes;

namespace Browser.Tests.Support;

public static class Json
{
    public static string Text(this JsonObject json, string name) =>
        json[name]?.GetValue<string>() ?? throw new KeyNotFoundException($"There is no {name} in {json.ToJsonString()}");

    /// <summary>An empty list may be left out.</summary>
    public static JsonArray List(this JsonObject json, string name) => json[name]?.AsArray() ?? [];
}
