using System.Collections;
using System.Text.Json;
using Gateway.Problems;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using ServiceDefaults.Errors;

namespace Gateway.Transcoding;

/// <summary>Builds the protobuf request of an rpc from an HTTP request: path, query, body, Idempotency-Key and If-Match.</summary>
internal sealed class RequestReader(IOptions<TranscodingOptions> options)
{
    private const string NotUtf8 = "is not valid UTF-8.";

    /// <exception cref="ProblemException">The request is not one that the rpc takes.</exception>
    public async Task<IMessage> ReadAsync(HttpRequest request, RpcRoute route)
    {
        var binding = route.Binding!;
        var violations = new Violations();
        RefuseBytes(request.QueryString, violations);
        var message = FieldPath.New(binding.Rpc.Method.InputType);
        if (binding.Body.Length == 0)
        {
            ReadQuery(request.Query, message, "", violations);
        }
        else
        {
            using var body = await JsonBody.ReadAsync(request, options.Value.MaxBodyBytes);
            ReadBody(body.RootElement, binding, message, violations);
            ReadQuery(request.Query, message, binding.Body, violations);
            ReadPath(route.Path, message, violations);
            ApplyHeaders(request.Headers, binding, message, violations);
            if (binding.Verb == "PATCH" && body.RootElement.ValueKind == JsonValueKind.Object)
            {
                InferMask(body.RootElement, binding, message);
            }

            violations.ThrowIfAny();
            return message;
        }

        ReadPath(route.Path, message, violations);
        ApplyHeaders(request.Headers, binding, message, violations);
        violations.ThrowIfAny();
        return message;
    }

    private static void ReadBody(JsonElement body, RpcBinding binding, IMessage message, Violations violations)
    {
        var target = binding.Body == "*" ? message : BodyField(message, binding);
        new JsonMessageReader(violations).Read(body, target, "");
    }

    private static IMessage BodyField(IMessage message, RpcBinding binding)
    {
        var field = FieldPath.Find(message.Descriptor, binding.Body)!;
        var resource = FieldPath.New(field.MessageType);
        field.Accessor.SetValue(message, resource);
        return resource;
    }

    private static void RefuseBytes(QueryString query, Violations violations)
    {
        foreach (var pair in new QueryStringEnumerable(query.Value))
        {
            if (!Escaped.IsUtf8(pair.EncodedValue.ToString()))
            {
                violations.Add(Quoted.Short(pair.DecodeName().ToString()), "INVALID_TEXT", NotUtf8);
            }
        }
    }

    private static void ReadQuery(IQueryCollection query, IMessage message, string body, Violations violations)
    {
        var seen = new HashSet<string>();
        foreach (var (name, values) in query)
        {
            if (body == "*" || FieldPath.Resolve(message.Descriptor, name) is not { } path || path[0].Name == body)
            {
                violations.Add(Quoted.Short(name), "UNKNOWN_FIELD", "is not a query parameter of this request.");
            }
            else if (!seen.Add(string.Join('.', path.Select(field => field.Name))))
            {
                violations.Add(name, "DUPLICATE_FIELD", "is given more than once.");
            }
            else
            {
                ReadParameter(name, values, path, message, violations);
            }
        }
    }

    private static void ReadParameter(string name, StringValues values, IReadOnlyList<FieldDescriptor> path, IMessage message, Violations violations)
    {
        var field = path[^1];
        if (field.IsMap || (field.FieldType == FieldType.Message && !ValueForms.HasText(field.MessageType)))
        {
            Scalars.Wrong(name, "given by its parts, such as name.part=value", violations);
            return;
        }

        if (!field.IsRepeated && values.Count > 1)
        {
            violations.Add(name, "DUPLICATE_FIELD", "is given more than once.");
            return;
        }

        var owner = FieldPath.Owner(message, path);
        foreach (var text in values)
        {
            if (ReadText(field, text ?? "", name, violations) is not { } value)
            {
                continue;
            }

            if (field.IsRepeated)
            {
                ((IList)field.Accessor.GetValue(owner)).Add(value);
            }
            else
            {
                RefuseSecondOfOneof(field, owner, violations);
                field.Accessor.SetValue(owner, value);
            }
        }
    }

    private static object? ReadText(FieldDescriptor field, string text, string name, Violations violations) =>
        field.FieldType == FieldType.Message
            ? ValueForms.FromText(field.MessageType, text, name, violations)
            : Scalars.FromText(field, text, name, violations);

    private static void ReadPath(IReadOnlyList<KeyValuePair<string, string>> values, IMessage message, Violations violations)
    {
        foreach (var (name, escaped) in values)
        {
            var path = FieldPath.Resolve(message.Descriptor, name)!;
            var shown = path[^1].JsonName;
            if (!Escaped.IsUtf8(escaped))
            {
                violations.Add(shown, "INVALID_TEXT", NotUtf8);
                continue;
            }

            var text = Uri.UnescapeDataString(escaped);
            var owner = FieldPath.Owner(message, path);
            if (Scalars.FromText(path[^1], text, shown, violations) is not { } value)
            {
                continue;
            }

            if (path[^1].Accessor.GetValue(owner) is string { Length: > 0 } given && !given.Equals(value))
            {
                violations.Add(shown, "CONFLICT", "differs from the one in the path.");
            }

            RefuseSecondOfOneof(path[^1], owner, violations);
            path[^1].Accessor.SetValue(owner, value);
        }
    }

    /// <summary>What the path, the query and the body name must not be two of what only one can be.</summary>
    private static void RefuseSecondOfOneof(FieldDescriptor field, IMessage owner, Violations violations)
    {
        if (field.RealContainingOneof?.Accessor.GetCaseFieldDescriptor(owner) is { } other && other != field)
        {
            violations.Add(other.JsonName, "ONE_OF", $"cannot be given together with {field.JsonName}.");
        }
    }

    private static void ApplyHeaders(IHeaderDictionary headers, RpcBinding binding, IMessage message, Violations violations)
    {
        if (headers.TryGetValue("Idempotency-Key", out var key))
        {
            FillIfEmpty(message, "request_id", key.ToString().Trim().Trim('"'));
        }

        if (headers.IfMatch.Count > 0 && headers.IfMatch.ToString().Trim() is not "*" and var match)
        {
            if (headers.IfMatch.Count > 1 || ETags.Unquote(match) is not { } etag)
            {
                violations.Add("If-Match", "INVALID_ETAG", "must be one entity tag, as the ETag header gave it.");
            }
            else
            {
                FillIfEmpty(Resource(message, binding) ?? message, "etag", etag);
            }
        }
    }

    private static void FillIfEmpty(IMessage message, string field, string value)
    {
        if (message.Descriptor.FindFieldByName(field) is { FieldType: FieldType.String, IsRepeated: false } found
            && found.Accessor.GetValue(message) is "")
        {
            found.Accessor.SetValue(message, value);
        }
    }

    private static IMessage? Resource(IMessage message, RpcBinding binding) =>
        binding.Body is "" or "*" ? null : FieldPath.Find(message.Descriptor, binding.Body)!.Accessor.GetValue(message) as IMessage;

    private static void InferMask(JsonElement body, RpcBinding binding, IMessage message)
    {
        if (message.Descriptor.FindFieldByName("update_mask") is not { FieldType: FieldType.Message } field
            || field.MessageType != FieldMask.Descriptor
            || field.Accessor.GetValue(message) is FieldMask { Paths.Count: > 0 }
            || Resource(message, binding) is not { } resource)
        {
            return;
        }

        var bound = binding.Template.Variables.Select(variable => variable.Split('.')[^1]).Append("etag").ToHashSet();
        field.Accessor.SetValue(message, UpdateMasks.Infer(body, resource.Descriptor, bound));
    }
}
