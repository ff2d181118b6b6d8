using System.Text.Json.Nodes;
using Contracts.Common.V1;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Gateway.OpenApi;

/// <summary>JSON schemas of messages and enums, as proto3 JSON writes them. What is referred to is collected as components.</summary>
internal sealed class Schemas(ProtoComments comments)
{
    private const string OutputOnly = "Output only.";

    public JsonObject Components { get; } = [];

    public JsonObject Reference(MessageDescriptor message)
    {
        if (!Components.ContainsKey(message.FullName))
        {
            Components[message.FullName] = null;
            Components[message.FullName] = Define(message);
        }

        return Reference(message.FullName);
    }

    /// <summary>The message written out, without the fields that stand elsewhere in the request.</summary>
    public JsonObject Inline(MessageDescriptor message, IReadOnlySet<string> without)
    {
        var properties = new JsonObject();
        foreach (var field in message.Fields.InDeclarationOrder().Where(field => !without.Contains(field.Name)))
        {
            properties[field.JsonName] = OfField(field);
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        Describe(schema, comments.Of(message));
        return schema;
    }

    public JsonObject OfField(FieldDescriptor field)
    {
        JsonObject schema;
        if (field.IsMap)
        {
            schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = OfType(field.MessageType.FindFieldByNumber(2)) };
        }
        else
        {
            schema = field.IsRepeated ? new JsonObject { ["type"] = "array", ["items"] = OfType(field) } : OfType(field);
        }

        var comment = comments.Of(field);
        if (comment.Contains(OutputOnly, StringComparison.Ordinal))
        {
            schema["readOnly"] = true;
        }

        Describe(schema, comment);
        return schema;
    }

    private JsonObject OfType(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => Type("string"),
        FieldType.Bytes => Type("string", "byte"),
        FieldType.Bool => Type("boolean"),
        FieldType.Double or FieldType.Float => Type("number"),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => Type("integer", "int32"),
        FieldType.UInt32 or FieldType.Fixed32 => Type("integer", "int64"),
        // 64 bits are more than JavaScript's numbers hold, so proto3 JSON writes them as strings.
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 or FieldType.UInt64 or FieldType.Fixed64 => Type("string", "int64"),
        FieldType.Enum => Reference(field.EnumType),
        _ => OfMessage(field.MessageType),
    };

    private JsonObject OfMessage(MessageDescriptor message) =>
        message == Timestamp.Descriptor ? Type("string", "date-time")
        : message == FieldMask.Descriptor ? Type("string", "field-mask")
        : message == Duration.Descriptor ? Type("string", "duration")
        : Reference(message);

    private JsonObject Reference(EnumDescriptor type)
    {
        if (!Components.ContainsKey(type.FullName))
        {
            var schema = Type("string");
            schema["enum"] = new JsonArray([.. type.Values.Select(value => (JsonNode)value.Name)]);
            var values = type.Values
                .Select(value => (value.Name, Comment: comments.Of(value)))
                .Where(value => value.Comment.Length > 0)
                .Select(value => $"{value.Name}: {value.Comment}");
            Describe(schema, string.Join(' ', values.Prepend(comments.Of(type)).Where(text => text.Length > 0)));
            Components[type.FullName] = schema;
        }

        return Reference(type.FullName);
    }

    private JsonObject Define(MessageDescriptor message)
    {
        var schema = Inline(message, new HashSet<string>());
        if (message == Money.Descriptor)
        {
            var amount = Type("string");
            amount["writeOnly"] = true;
            Describe(amount, "On input, in place of units and nanos: the amount as a decimal, such as \"12.50\".");
            schema["properties"]!["amount"] = amount;
        }

        if (message == Date.Descriptor)
        {
            return new JsonObject { ["anyOf"] = new JsonArray(schema, Type("string", "date")) };
        }

        return schema;
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static JsonObject Type(string type, string? format = null)
    {
        var schema = new JsonObject { ["type"] = type };
        if (format is not null)
        {
            schema["format"] = format;
        }

        return schema;
    }

    private static void Describe(JsonObject schema, string text)
    {
        if (text.Length > 0)
        {
            schema["description"] = text;
        }
    }
}
