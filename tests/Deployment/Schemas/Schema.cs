using System.Text.Json;

namespace Deployment.Tests.Schemas;

/// <summary>
/// The shapes that files of one kind may have, written down in a .schema file: the types and fields that this repository uses and
/// no others, so that a misspelt name is an error. Grammar of a file: a type's name at the line's start, its fields indented
/// below; <c>name type</c>, <c>name! type</c> when the field must be there, <c># comment</c>. Types: string, int, number, bool, any,
/// [T] list, {T} map with free keys, 'text' a fixed text, A|B either, and the names of the file's own types.
/// </summary>
internal sealed class Schema
{
    private readonly Dictionary<string, Dictionary<string, (string Type, bool Needed)>> _types = [];

    private Schema(TextReader lines)
    {
        var fields = new Dictionary<string, (string, bool)>();
        while (lines.ReadLine() is { } line)
        {
            var text = line.Split('#')[0].TrimEnd();
            if (text.Length == 0)
            {
                continue;
            }

            if (!char.IsWhiteSpace(text[0]))
            {
                _types.Add(text, fields = []);
                continue;
            }

            var parts = text.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
            fields.Add(parts[0].TrimEnd('!'), (parts[1], parts[0].EndsWith('!')));
        }
    }

    /// <param name="name">File name without its ending.</param>
    public static Schema Named(string name)
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return new Schema(reader);
    }

    public bool Knows(string type) => _types.ContainsKey(type);

    /// <returns>What is wrong, each with its place; empty when nothing is.</returns>
    public IReadOnlyList<string> Check(string type, JsonNode? node, string place = "") => [.. Errors(type, node, place)];

    private IEnumerable<string> Errors(string type, JsonNode? node, string place)
    {
        var choices = Choices(type);
        if (choices.Count > 1)
        {
            var all = choices.Select(choice => Check(choice, node, place)).ToList();
            return all.Any(errors => errors.Count == 0) ? [] : all.MinBy(errors => errors.Count)!;
        }

        if (type is ['[', .. var item, ']'])
        {
            return node is JsonArray list ? list.SelectMany((value, i) => Errors(item, value, $"{place}[{i}]")) : [$"{place}: is no list"];
        }

        if (type is ['{', .. var content, '}'])
        {
            return node is JsonObject map ? map.SelectMany(pair => Errors(content, pair.Value, $"{place}.{pair.Key}")) : [$"{place}: is no map"];
        }

        if (_types.TryGetValue(type, out var fields))
        {
            return OfObject(fields, node, place);
        }

        return IsScalar(type, node) ? [] : [$"{place}: {node?.ToJsonString() ?? "nothing"} is no {type}"];
    }

    private IEnumerable<string> OfObject(Dictionary<string, (string Type, bool Needed)> fields, JsonNode? node, string place)
    {
        if (node is not JsonObject map)
        {
            return [$"{place}: is no map"];
        }

        return fields.Where(field => field.Value.Needed && !map.ContainsKey(field.Key)).Select(field => $"{place}.{field.Key}: is missing")
            .Concat(map.SelectMany(pair => fields.TryGetValue(pair.Key, out var field)
                ? Errors(field.Type, pair.Value, $"{place}.{pair.Key}")
                : [$"{place}.{pair.Key}: is not known here"]));
    }

    private static bool IsScalar(string type, JsonNode? node) => type switch
    {
        "any" => true,
        "string" => node?.GetValueKind() == JsonValueKind.String,
        "int" => node is JsonValue value && value.TryGetValue<long>(out _),
        "number" => node?.GetValueKind() == JsonValueKind.Number,
        "bool" => node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        ['\'', .. var text, '\''] => node?.GetValueKind() == JsonValueKind.String && node.ToString() == text,
        _ => throw new InvalidOperationException($"The schema has no type {type}."),
    };

    // A | between brackets or quotes belongs to the inner type.
    private static List<string> Choices(string type)
    {
        var (choices, depth, start) = (new List<string>(), 0, 0);
        for (var i = 0; i < type.Length; i++)
        {
            depth += type[i] switch { '[' or '{' => 1, ']' or '}' => -1, _ => 0 };
            if (type[i] == '|' && depth == 0)
            {
                choices.Add(type[start..i]);
                start = i + 1;
            }
        }

        choices.Add(type[start..]);
        return choices;
    }
}
