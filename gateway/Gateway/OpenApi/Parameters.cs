using System.Text.Json.Nodes;
using Gateway.Transcoding;
using Google.Protobuf.Reflection;

namespace Gateway.OpenApi;

/// <summary>What an operation takes beside its body: path, query, and the headers that fill fields.</summary>
internal static class Parameters
{
    public static JsonArray Of(RpcBinding binding, ProtoComments comments, Schemas schemas)
    {
        var parameters = new JsonArray();
        var input = binding.Rpc.Method.InputType;
        foreach (var variable in binding.Template.Variables)
        {
            var field = FieldPath.Resolve(input, variable)![^1];
            parameters.Add(Parameter("path", field.JsonName, comments.Of(field), schemas.OfField(field), required: true));
        }

        if (binding.Body != "*")
        {
            AddQuery(parameters, binding, comments, schemas);
        }

        if (input.FindFieldByName("request_id") is not null)
        {
            parameters.Add(Parameter("header", "Idempotency-Key", "Makes the request safe to repeat: fills requestId.", Text(), required: false));
        }

        if (input.FindFieldByName("etag") is not null || Resource(binding)?.FindFieldByName("etag") is not null)
        {
            parameters.Add(Parameter("header", "If-Match", "The ETag that was read; 412 when it is no longer current.", Text(), required: false));
        }

        return parameters;
    }

    private static void AddQuery(JsonArray parameters, RpcBinding binding, ProtoComments comments, Schemas schemas)
    {
        var elsewhere = binding.Template.Variables.Append(binding.Body).ToHashSet();
        foreach (var field in binding.Rpc.Method.InputType.Fields.InDeclarationOrder())
        {
            var fits = !field.IsMap && (field.FieldType != FieldType.Message || ValueForms.HasText(field.MessageType));
            if (fits && !elsewhere.Contains(field.Name))
            {
                parameters.Add(Parameter("query", field.JsonName, comments.Of(field), schemas.OfField(field), required: false));
            }
        }
    }

    private static MessageDescriptor? Resource(RpcBinding binding) =>
        binding.Body is "" or "*" ? null : FieldPath.Find(binding.Rpc.Method.InputType, binding.Body)!.MessageType;

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static JsonObject Parameter(string place, string name, string description, JsonObject schema, bool required)
    {
        schema.Remove("description");
        schema.Remove("readOnly");
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["required"] = required, ["schema"] = schema };
        if (description.Length > 0)
        {
            parameter["description"] = description;
        }

        return parameter;
    }
}
