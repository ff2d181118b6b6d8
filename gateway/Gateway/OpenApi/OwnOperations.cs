using System.Text.Json.Nodes;
using Gateway.Identity;
using Gateway.Tokens;

namespace Gateway.OpenApi;

/// <summary>What the gateway answers by itself, and what all operations share.</summary>
internal static class OwnOperations
{
    private const string Problem = "gateway.Problem";

    public static void AddTo(JsonObject paths, JsonObject schemas)
    {
        schemas[Problem] = ProblemSchema();
        OpenApiDocument.Add(paths, PortalLinkEndpoint.Path, "POST", PortalLink());
        OpenApiDocument.Add(paths, "/oauth/token", "POST", Token());
    }

    public static JsonObject ProblemResponse() => new()
    {
        ["description"] = "What went wrong (RFC 9457).",
        ["content"] = new JsonObject
        {
            ["application/problem+json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{Problem}" } },
        },
    };

    public static JsonObject SecuritySchemes() => new()
    {
        ["staffSession"] = Cookie("staff-session", "Signed-in staff. Changes need Content-Type: application/json and the same origin."),
        ["portalSession"] = Cookie("portal-session", "A signed-in customer. Changes need Content-Type: application/json and the same origin."),
        ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
        ["application"] = new JsonObject
        {
            ["type"] = "oauth2",
            ["flows"] = new JsonObject
            {
                ["clientCredentials"] = new JsonObject
                {
                    ["tokenUrl"] = "/oauth/token",
                    ["scopes"] = new JsonObject(Scopes.All.Select(scope => KeyValuePair.Create<string, JsonNode?>(
                        scope, Scopes.Describe(scope)))),
                },
            },
        },
    };

    private static JsonObject PortalLink() => new()
    {
        ["operationId"] = "gateway_CreatePortalLink",
        ["summary"] = "Create portal link",
        ["description"] = "A single-use link that opens the portal as the customer; with preview, to look only. 404 for an unknown customer.",
        ["tags"] = new JsonArray("gateway"),
        ["parameters"] = new JsonArray(new JsonObject { ["name"] = "id", ["in"] = "path", ["required"] = true, ["schema"] = Type("string") }),
        ["requestBody"] = new JsonObject
        {
            ["required"] = false,
            ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Object(("preview", Type("boolean"))) } },
        },
        ["responses"] = new JsonObject
        {
            ["200"] = OpenApiDocument.Content("OK", Object(("link", Type("string", "uri")), ("expireTime", Type("string", "date-time")))),
            ["default"] = new JsonObject { ["$ref"] = "#/components/responses/Problem" },
        },
        ["security"] = new JsonArray(
            new JsonObject { ["staffSession"] = new JsonArray() },
            new JsonObject { ["application"] = new JsonArray("subscriptions") }),
    };

    private static JsonObject Token() => new()
    {
        ["operationId"] = "gateway_Token",
        ["summary"] = "Get an access token",
        ["description"] = $"Client credentials for applications, or the exchange of a customer's sign-in link ({TokenEndpoint.SignInLinkType}). Errors as RFC 6749 has them.",
        ["tags"] = new JsonArray("gateway"),
        ["requestBody"] = new JsonObject
        {
            ["required"] = true,
            ["content"] = new JsonObject
            {
                ["application/x-www-form-urlencoded"] = new JsonObject
                {
                    ["schema"] = Object(
                        ("grant_type", Type("string")), ("client_id", Type("string")), ("client_secret", Type("string")),
                        ("scope", Type("string")), ("subject_token", Type("string")), ("subject_token_type", Type("string"))),
                },
            },
        },
        ["responses"] = new JsonObject
        {
            ["200"] = OpenApiDocument.Content("OK", Object(
                ("access_token", Type("string")), ("token_type", Type("string")), ("expires_in", Type("integer")), ("scope", Type("string")))),
            ["400"] = OpenApiDocument.Content("Refused", Object(("error", Type("string")), ("error_description", Type("string")))),
        },
        ["security"] = new JsonArray(),
    };

    private static JsonObject ProblemSchema() => Object(
        ("type", Type("string", "uri")), ("title", Type("string")), ("status", Type("integer")), ("detail", Type("string")),
        ("instance", Type("string")), ("reason", Type("string")), ("domain", Type("string")),
        ("metadata", new JsonObject { ["type"] = "object", ["additionalProperties"] = Type("string") }),
        ("errors", new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = new JsonObject { ["type"] = "array", ["items"] = Type("string") },
        }),
        ("violations", new JsonObject
        {
            ["type"] = "array",
            ["items"] = Object(("field", Type("string")), ("rule", Type("string")), ("description", Type("string"))),
        }),
        ("traceId", Type("string")));

    private static JsonObject Cookie(string name, string description) =>
        new() { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = name, ["description"] = description };

    private static JsonObject Object(params (string Name, JsonObject Schema)[] properties) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create<string, JsonNode?>(property.Name, property.Schema))),
    };

    private static JsonObject Type(string type, string? format = null) =>
        format is null ? new JsonObject { ["type"] = type } : new JsonObject { ["type"] = type, ["format"] = format };
}
