using System.Globalization;
using System.Text.Json;
using Gateway.Problems;
using Gateway.Tokens;
using Gateway.Transcoding;
using Grpc.Core;
using ServiceDefaults.Errors;
using FieldViolation = Gateway.Problems.FieldViolation;

namespace Gateway.Identity;

/// <summary>POST /admin/api/v1/customers/{id}:createPortalLink: a link that opens the portal as the customer.</summary>
internal static class PortalLinkEndpoint
{
    public const string Path = "/admin/api/v1/customers/{id}:createPortalLink";
    private const int LargestBody = 4096;

    public static async Task HandleAsync(string id, HttpContext context, ScreenSignInLinks links)
    {
        try
        {
            var preview = await ReadPreviewAsync(context.Request);
            RequireWriteScope(context, preview);
            var (link, expiresAt) = await links.CreateAsync(id, preview, context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.WriteAsJsonAsync(new
            {
                link = link.ToString(),
                expireTime = expiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            });
        }
        catch (ProblemException refused)
        {
            await context.WriteProblemAsync(refused.Problem);
        }
        catch (RpcException refused)
        {
            await context.WriteProblemAsync(GrpcProblems.From(refused, "subscriptions"));
        }
    }

    // Whoever holds the link may do what the customer may: more than an application that may only read.
    private static void RequireWriteScope(HttpContext context, bool preview)
    {
        if (!preview && Grant.From(context.User) is { Role: Grant.Application } application
            && !Scopes.Split(application.Scope).Contains("subscriptions"))
        {
            throw new ProblemException(new Problem(
                StatusCodes.Status403Forbidden, "SCOPE_MISSING", "The access token lacks the scope subscriptions."));
        }
    }

    private static async Task<bool> ReadPreviewAsync(HttpRequest request)
    {
        using var body = await JsonBody.ReadAsync(request, LargestBody);
        if (body.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw Invalid("body", "WRONG_TYPE", "must be an object.");
        }

        var preview = false;
        foreach (var property in body.RootElement.EnumerateObject())
        {
            preview = property switch
            {
                { Name: "preview", Value.ValueKind: JsonValueKind.True } => true,
                { Name: "preview", Value.ValueKind: JsonValueKind.False } => false,
                { Name: "preview" } => throw Invalid("preview", "WRONG_TYPE", "must be true or false."),
                _ => throw Invalid(Quoted.Short(property.Name), "UNKNOWN_FIELD", "is not a field of this request."),
            };
        }

        return preview;
    }

    private static ProblemException Invalid(string field, string rule, string description) =>
        new(Problem.InvalidFields([new FieldViolation(field, rule, description)]));
}
