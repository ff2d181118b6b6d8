using System.Text.Json.Nodes;
using Contracts.Common.V1;
using Gateway.Transcoding;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Gateway.OpenApi;

/// <summary>The OpenAPI 3.1 description of the JSON APIs, made from the same descriptors that the transcoder follows.</summary>
internal sealed class OpenApiDocument
{
    public OpenApiDocument(RpcCatalog catalog, ProtoComments comments)
    {
        var schemas = new Schemas(comments);
        var paths = new JsonObject();
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in catalog.Bindings.GroupBy(binding => binding.Rpc))
        {
            var service = group.Key.Method.Service;
            tags[TagOf(service)] = comments.Of(service);
            foreach (var (binding, index) in group.Select((binding, index) => (binding, index)))
            {
                Add(paths, PathOf(binding), binding.Verb, Operation(binding, index, comments, schemas));
            }
        }

        OwnOperations.AddTo(paths, schemas.Components);
        Root = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = Info(),
            ["tags"] = new JsonArray([.. tags.Select(tag => new JsonObject { ["name"] = tag.Key, ["description"] = tag.Value })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components,
                ["responses"] = new JsonObject { ["Problem"] = OwnOperations.ProblemResponse() },
                ["securitySchemes"] = OwnOperations.SecuritySchemes(),
            },
        };
        Text = Root.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });
    }

    public JsonObject Root { get; }

    public string Text { get; }

    private static JsonObject Info() => new()
    {
        ["title"] = "Subscription management",
        ["version"] = "v1",
        ["description"] = "JSON over HTTP for staff and applications (/admin/api/v1) and for customers (/portal/api/v1). "
            + "Fields are lowerCamelCase; lower_snake_case is taken too, and enum values also without their prefix (\"end_of_period\"). "
            + "A request with an Idempotency-Key may be repeated safely. A PATCH changes the fields that its body names.",
    };

    internal static void Add(JsonObject paths, string path, string verb, JsonObject operation)
    {
        if (paths[path] is not JsonObject item)
        {
            paths[path] = item = [];
        }

        item[verb.ToLowerInvariant()] = operation;
    }

    // /plans/{plan.id} and /plans/{id} are the same path to the outside.
    private static string PathOf(RpcBinding binding) =>
        binding.Template.Variables.Aggregate(binding.Template.Text, (path, variable) =>
            path.Replace($"{{{variable}}}", $"{{{ParameterName(binding, variable)}}}", StringComparison.Ordinal));

    private static string ParameterName(RpcBinding binding, string variable) =>
        FieldPath.Resolve(binding.Rpc.Method.InputType, variable)![^1].JsonName;

    private static string TagOf(ServiceDescriptor service) => $"{RpcCatalog.ClusterOf(service.File.Package)}: {service.Name}";

    private static JsonObject Operation(RpcBinding binding, int index, ProtoComments comments, Schemas schemas)
    {
        var method = binding.Rpc.Method;
        var suffix = index == 0 ? "" : $"_{index + 1}";
        var comment = comments.Of(method);
        var operation = new JsonObject
        {
            ["operationId"] = $"{binding.Rpc.Cluster}_{method.Service.Name}_{method.Name}{suffix}",
            ["summary"] = Words(method.Name),
            ["tags"] = new JsonArray(TagOf(method.Service)),
            ["parameters"] = Parameters.Of(binding, comments, schemas),
            ["responses"] = new JsonObject
            {
                ["200"] = Content("OK", schemas.Reference(method.OutputType)),
                ["default"] = new JsonObject { ["$ref"] = "#/components/responses/Problem" },
            },
            ["security"] = Security(binding.Rpc),
        };
        if (comment.Length > 0)
        {
            operation["description"] = comment;
        }

        if (binding.Body.Length > 0)
        {
            operation["requestBody"] = Body(binding, schemas);
        }

        return operation;
    }

    private static JsonObject Body(RpcBinding binding, Schemas schemas)
    {
        var input = binding.Rpc.Method.InputType;
        var elsewhere = binding.Template.Variables.ToHashSet();
        var schema = binding.Body == "*" ? schemas.Inline(input, elsewhere) : schemas.Reference(FieldPath.Find(input, binding.Body)!.MessageType);
        var body = Content("", schema);
        body.Remove("description");
        body["required"] = binding.Body != "*";
        return body;
    }

    internal static JsonObject Content(string description, JsonObject schema) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } },
    };

    private static JsonArray Security(Rpc rpc)
    {
        var callers = rpc.Method.GetOptions()?.GetExtension(AccessExtensions.MethodCallers);
        if (callers is null || callers.Count == 0)
        {
            callers = rpc.Method.Service.GetOptions()?.GetExtension(AccessExtensions.Callers) ?? [];
        }

        var ways = new JsonArray();
        if (callers.Contains(Role.Staff))
        {
            ways.Add(new JsonObject { ["staffSession"] = new JsonArray() });
        }

        if (callers.Contains(Role.Customer))
        {
            ways.Add(new JsonObject { ["portalSession"] = new JsonArray() });
            ways.Add(new JsonObject { ["bearer"] = new JsonArray() });
        }

        if (callers.Contains(Role.Application))
        {
            ways.Add(new JsonObject { ["application"] = new JsonArray(rpc.IsSafe ? $"{rpc.Cluster}:read" : rpc.Cluster) });
        }

        return ways;
    }

    // CreatePlan -> Create plan
    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));
}
