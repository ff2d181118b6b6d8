using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Transcoding;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Testing.Fuzz;

namespace Gateway.Tests.Fuzz;

/// <summary>Random JSON requests to one route: most have the shape that it takes, some are spoiled.</summary>
internal sealed class RandomRequests(HostileValues values)
{
    private static readonly string[] Spoilt =
    [
        """{"\ud800":1}""", """{"a":"\ud800"}""", """{"\u0000":1}""", "{", "[]", "null", "1e999", "\"x\"", """{"id":{"id":{"id":1}}}""", """{"name":{"values":{"\udc00":"x"}}}""",
        new string('[', 40), "\uFEFF{}", """{"etag":1e999999}""", """{"updateMask":"\ud800"}""", "{}x",
    ];

    public HttpRequestMessage To(RpcBinding binding, string requestId)
    {
        var message = Read(new RandomMessages(values).Of(binding.Rpc.Method.InputType));
        var path = string.Join('/', binding.Template.Text.Split('/').Select(Segment));
        var request = new HttpRequestMessage(new HttpMethod(binding.Verb), path + Query(binding, message));
        if (binding.Body.Length > 0)
        {
            request.Content = Body(binding, message);
        }

        request.Headers.TryAddWithoutValidation("Idempotency-Key", requestId);
        if (values.Once(10))
        {
            request.Headers.TryAddWithoutValidation("If-Match", values.Pick(["*", "\"1\"", "W/\"2\"", "\"a\",\"b\"", "x\"y"]));
        }

        return request;
    }

    private string Segment(string part)
    {
        var verb = part.IndexOf("}:", StringComparison.Ordinal);
        return part is not ['{', ..] ? part : Escaped(values.Text()) + (verb < 0 ? "" : part[(verb + 1)..]);
    }

    private string Query(RpcBinding binding, JsonObject message)
    {
        if (binding.Body == "*" && !values.Once(20))
        {
            return "";
        }

        var parameters = message.Where(p => p.Value is JsonValue && p.Key != binding.Body && !values.Once(2)).Select(p => $"{Escaped(p.Key)}={Escaped(Text(p.Value!))}").ToList();
        if (values.Once(6))
        {
            parameters.Add(values.Pick(["query=%00", "%00=1", "pageToken=%FF", "pageSize=99999999999999999999", "%ED%A0%80=1", "query=%ED%A0%80", "x", "=&="]));
        }

        return parameters.Count == 0 ? "" : "?" + string.Join('&', parameters);
    }

    private HttpContent Body(RpcBinding binding, JsonObject message)
    {
        var body = binding.Body == "*" ? message : message[JsonNames.Of(binding)] as JsonObject ?? [];
        body.Remove("requestId");
        if (values.Once(3))
        {
            Spoil(body);
        }

        var text = values.Once(8) ? values.Pick(Spoilt) : body.ToJsonString();
        return values.Once(30)
            ? new ByteArrayContent([.. Encoding.UTF8.GetBytes(text), 0xC3, 0x28]) { Headers = { ContentType = new("application/json") } }
            : new StringContent(text, Encoding.UTF8, values.Once(40) ? "text/plain" : "application/json");
    }

    /// <summary>Gives one field a value of another kind.</summary>
    private void Spoil(JsonObject body)
    {
        var name = body.Count > 0 && !values.Once(4) ? values.Pick((IReadOnlyList<string>)[.. body.Select(p => p.Key)]) : values.Text();
        body[name] = values.Random.Next(7) switch
        {
            0 => null,
            1 => JsonValue.Create(values.Number()),
            2 => JsonValue.Create(values.Text()),
            3 => new JsonArray(JsonValue.Create(values.Number()), new JsonObject()),
            4 => new JsonObject { [values.Text()] = true },
            5 => JsonValue.Create(true),
            _ => JsonValue.Create(1.5e300),
        };
    }

    private static JsonObject Read(IMessage message)
    {
        try
        {
            return JsonNode.Parse(JsonFormatter.Default.Format(message))!.AsObject();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // Instants outside the calendar have no JSON, and dates of two names are one name twice.
            return [];
        }
    }

    private static string Text(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static string Escaped(string text)
    {
        var escaped = Uri.EscapeDataString(text.Length > 500 ? text[..500] : text);
        return escaped.Length == 0 ? "x" : escaped;
    }

    private static class JsonNames
    {
        public static string Of(RpcBinding binding) => ((FieldDescriptor)binding.Rpc.Method.InputType.FindFieldByName(binding.Body)).JsonName;
    }
}
