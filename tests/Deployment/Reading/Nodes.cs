namespace Deployment.Tests.Reading;

/// <summary>Short ways into parsed files.</summary>
internal static class Nodes
{
    /// <summary>What lies at a path of names and positions, such as <c>spec/template/spec/containers/0</c>; null when it is not there.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var part in path.Split('/'))
        {
            node = node switch
            {
                JsonObject map => map[part],
                JsonArray list when int.TryParse(part, out var position) && position < list.Count => list[position],
                _ => null,
            };
        }

        return node;
    }

    /// <summary>A scalar as text, null when it is not there.</summary>
    public static string? Text(this JsonNode? node, string path) => node.At(path)?.ToString();

    /// <summary>The entries of a map; none when it is not there.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Map(this JsonNode? node, string path) => node.At(path) as JsonObject ?? [];

    /// <summary>The items of a list; none when it is not there.</summary>
    public static IEnumerable<JsonNode> List(this JsonNode? node, string path) => (node.At(path) as JsonArray ?? []).Select(item => item!);

    /// <summary>Every scalar text below.</summary>
    public static IEnumerable<string> Texts(this JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => pair.Value.Texts()),
        JsonArray list => list.SelectMany(item => item.Texts()),
        null => [],
        _ => [node.ToString()],
    };
}
