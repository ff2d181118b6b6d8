using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.OpenApi;

/// <summary>The API document as a page for people: plain HTML, no script, nothing from elsewhere.</summary>
internal sealed class ApiReferencePage
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where an example names the gateway's address.</summary>
    private const string Address = "GATEWAY-ADDRESS";

    private readonly StringBuilder _html = new();
    private readonly string _page;
    private readonly JsonObject _components;

    public ApiReferencePage(OpenApiDocument document)
    {
        var root = document.Root;
        _components = (JsonObject)root["components"]!["schemas"]!;
        var operations = ((JsonObject)root["paths"]!)
            .SelectMany(path => ((JsonObject)path.Value!).Select(verb => (Path: path.Key, Verb: verb.Key, Operation: (JsonObject)verb.Value!)))
            .ToLookup(operation => operation.Operation["tags"]![0]!.GetValue<string>());

        var title = Encode(root["info"]!["title"]!.GetValue<string>());
        _html.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append("<meta name=\"color-scheme\" content=\"light dark\"><link rel=\"stylesheet\" href=\"/openapi/reader.css\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{title} API</title></head><body><header><h1>{title} API</h1>")
            .Append(CultureInfo.InvariantCulture, $"<p>{Encode(root["info"]!["description"]!.GetValue<string>())}</p>")
            .Append("<p><a href=\"/openapi/v1.json\">OpenAPI 3.1 document</a></p></header><div class=\"columns\">");
        WriteContents(operations);
        _html.Append("<main>");
        foreach (var tag in operations)
        {
            WriteTag(tag.Key, DescriptionOf(root, tag.Key), tag);
        }

        WriteSchemas();
        _html.Append("</main></div></body></html>");
        _page = _html.ToString();
    }

    /// <param name="address">Where its examples find the gateway, without a slash at the end.</param>
    public string For(string address) => _page.Replace(Address, Encode(address), StringComparison.Ordinal);

    private static string DescriptionOf(JsonObject root, string tag) =>
        ((JsonArray)root["tags"]!).FirstOrDefault(known => known!["name"]!.GetValue<string>() == tag)?["description"]?.GetValue<string>() ?? "";

    private void WriteContents(ILookup<string, (string Path, string Verb, JsonObject Operation)> operations)
    {
        _html.Append("<nav aria-label=\"Operations\">");
        foreach (var tag in operations)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<h2>{Encode(tag.Key)}</h2><ul>");
            foreach (var (_, _, operation) in tag)
            {
                _html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{Encode(Id(operation))}\">{Encode(Text(operation, "summary"))}</a></li>");
            }

            _html.Append("</ul>");
        }

        _html.Append("<h2><a href=\"#schemas\">Schemas</a></h2></nav>");
    }

    private void WriteTag(string name, string description, IEnumerable<(string Path, string Verb, JsonObject Operation)> operations)
    {
        _html.Append(CultureInfo.InvariantCulture, $"<section><h2>{Encode(name)}</h2><p>{Encode(description)}</p>");
        foreach (var (path, verb, operation) in operations)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<article id=\"{Encode(Id(operation))}\"><h3><span class=\"verb {verb}\">{verb.ToUpperInvariant()}</span> <code>{Encode(path)}</code></h3>")
                .Append(CultureInfo.InvariantCulture, $"<p><strong>{Encode(Text(operation, "summary"))}.</strong> {Encode(Text(operation, "description"))}</p>");
            WriteParameters(operation);
            WriteBody(operation);
            _html.Append("<h4>Answer</h4><p>").Append(SchemaName(operation["responses"]!["200"]!["content"]!["application/json"]!["schema"])).Append("</p>");
            _html.Append("<h4>Example</h4><pre><code>").Append(Encode(Curl(path, verb, operation))).Append("</code></pre></article>");
        }

        _html.Append("</section>");
    }

    private void WriteParameters(JsonObject operation)
    {
        if (operation["parameters"] is not JsonArray { Count: > 0 } parameters)
        {
            return;
        }

        _html.Append("<table><caption>Parameters</caption><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">In</th><th scope=\"col\">Type</th><th scope=\"col\">Meaning</th></tr></thead><tbody>");
        foreach (var parameter in parameters.OfType<JsonObject>())
        {
            _html.Append(CultureInfo.InvariantCulture, $"<tr><td><code>{Encode(Text(parameter, "name"))}</code></td><td>{Encode(Text(parameter, "in"))}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{SchemaName(parameter["schema"])}</td><td>{Encode(Text(parameter, "description"))}</td></tr>");
        }

        _html.Append("</tbody></table>");
    }

    private void WriteBody(JsonObject operation)
    {
        if (operation["requestBody"]?["content"] is not JsonObject content)
        {
            return;
        }

        var (type, media) = content.First();
        _html.Append(CultureInfo.InvariantCulture, $"<h4>Body ({Encode(type)})</h4>");
        if (media!["schema"]!["$ref"] is not null)
        {
            _html.Append("<p>").Append(SchemaName(media["schema"])).Append("</p>");
        }
        else
        {
            WriteProperties((JsonObject)media["schema"]!);
        }
    }

    private void WriteSchemas()
    {
        _html.Append("<section id=\"schemas\"><h2>Schemas</h2>");
        foreach (var (name, schema) in _components)
        {
            var shape = schema!["anyOf"] is JsonArray choices ? (JsonObject)choices[0]! : (JsonObject)schema;
            _html.Append(CultureInfo.InvariantCulture, $"<article id=\"schema-{Encode(name)}\"><h3><code>{Encode(name)}</code></h3><p>{Encode(Text(shape, "description"))}</p>");
            if (shape["enum"] is JsonArray values)
            {
                _html.Append("<p>").AppendJoin(", ", values.Select(value => $"<code>{Encode(value!.GetValue<string>())}</code>")).Append("</p>");
            }
            else
            {
                WriteProperties(shape);
            }

            _html.Append("</article>");
        }

        _html.Append("</section>");
    }

    private void WriteProperties(JsonObject schema)
    {
        if (schema["properties"] is not JsonObject { Count: > 0 } properties)
        {
            return;
        }

        _html.Append("<table><caption>Fields</caption><thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Type</th><th scope=\"col\">Meaning</th></tr></thead><tbody>");
        foreach (var (name, property) in properties)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<tr><td><code>{Encode(name)}</code></td><td>{SchemaName(property)}</td><td>{Encode(Text((JsonObject)property!, "description"))}</td></tr>");
        }

        _html.Append("</tbody></table>");
    }

    private static string SchemaName(JsonNode? schema)
    {
        if (schema?["$ref"]?.GetValue<string>() is { } reference)
        {
            var name = reference.Split('/')[^1];
            return $"<a href=\"#schema-{Encode(name)}\"><code>{Encode(name)}</code></a>";
        }

        return schema?["type"]?.GetValue<string>() switch
        {
            "array" => $"list of {SchemaName(schema["items"])}",
            "object" when schema["additionalProperties"] is { } values => $"map of {SchemaName(values)}",
            { } type => Encode(schema["format"] is { } format ? $"{type} ({format})" : type),
            null => "",
        };
    }

    private string Curl(string path, string verb, JsonObject operation)
    {
        var form = operation["requestBody"]?["content"]?["application/x-www-form-urlencoded"] is not null;
        if (form)
        {
            return $"curl -u CLIENT_ID:CLIENT_SECRET -d grant_type=client_credentials {Address}{path}";
        }

        var text = new StringBuilder("curl ");
        if (verb != "get")
        {
            text.Append("-X ").Append(verb.ToUpperInvariant()).Append(' ');
        }

        text.Append("-H 'Authorization: Bearer TOKEN' ");
        if (operation["requestBody"]?["content"]?["application/json"]?["schema"] is JsonObject schema)
        {
            text.Append("-H 'Content-Type: application/json' \\\n  -d '")
                .Append(SampleJson.Of(schema, _components)?.ToJsonString(_indented).Replace("\n", "\n  ", StringComparison.Ordinal))
                .Append("' \\\n  ");
        }

        return text.Append('\'').Append(Address).Append(path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)).Append('\'').ToString();
    }

    private static string Id(JsonObject operation) => Text(operation, "operationId");

    private static string Text(JsonObject node, string name) => node[name]?.GetValue<string>() ?? "";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
