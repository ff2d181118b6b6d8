using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Deployment.Tests.Reading;

/// <summary>YAML as JSON nodes: scalars as YAML 1.2 types them, anchors and merge keys resolved. A key that stands twice is an error.</summary>
internal static class Yaml
{
    public static IReadOnlyList<JsonObject> Documents(string path) => Parse(Repository.Text(path));

    public static JsonObject Single(string path) => Documents(path).ShouldHaveSingleItem();

    public static IReadOnlyList<JsonObject> Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => (JsonObject)Convert(document.RootNode)!)];
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlScalarNode scalar => Convert(scalar),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlMappingNode map => Convert(map),
        _ => throw new InvalidOperationException($"{node.NodeType} at {node.Start}"),
    };

    private static JsonObject Convert(YamlMappingNode map)
    {
        var result = new JsonObject();
        foreach (var (key, value) in map.Children)
        {
            var name = ((YamlScalarNode)key).Value!;
            if (name != "<<")
            {
                result[name] = Convert(value);
            }
        }

        // What stands in the map itself wins over what is merged into it.
        if (map.Children.TryGetValue(new YamlScalarNode("<<"), out var merged))
        {
            foreach (var (name, value) in Convert((YamlMappingNode)merged).Where(pair => !result.ContainsKey(pair.Key)))
            {
                result[name] = value?.DeepClone();
            }
        }

        return result;
    }

    private static JsonValue? Convert(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not ScalarStyle.Plain)
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }
}
