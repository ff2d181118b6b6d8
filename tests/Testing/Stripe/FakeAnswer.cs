using System.Text.Json.Nodes;

namespace Testing.Stripe;

/// <summary>Status and JSON of an answer.</summary>
internal sealed record FakeAnswer(int Status, JsonNode Body)
{
    public static FakeAnswer Ok(JsonNode body) => new(200, body);

    public static FakeAnswer Missing(string what, string id, string parameter = "id") =>
        Invalid(404, "resource_missing", parameter, $"No such {what}: '{id}'");

    public static FakeAnswer Invalid(int status, string? code, string parameter, string message) =>
        Error(status, "invalid_request_error", message, code, parameter);

    public static FakeAnswer Error(int status, string type, string message, string? code = null, string? parameter = null)
    {
        var error = new JsonObject { ["type"] = type, ["message"] = message };
        if (code is not null)
        {
            error["code"] = code;
        }

        if (parameter is not null)
        {
            error["param"] = parameter;
        }

        return new FakeAnswer(status, new JsonObject { ["error"] = error });
    }
}
