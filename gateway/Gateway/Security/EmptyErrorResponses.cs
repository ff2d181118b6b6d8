using Admin.Layout;
using Gateway.Identity;
using Gateway.Problems;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Gateway.Security;

/// <summary>
/// A refusal that nothing has put into words, such as an address at which there is nothing: a problem for machines, a page in the reader's language with a
/// way back for people.
/// </summary>
internal sealed class EmptyErrorResponses(RequestDelegate next)
{
    private static readonly string[] _ofMachines = ["/oauth", "/.well-known", "/webhooks", "/health"];

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (IsEmptyRefusal(context) && context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            await (IsForPeople(context.Request) ? ShowAsync(context) : context.WriteProblemAsync(ProblemOf(context)));
        }
    }

    // The pages' endpoint names its content before it refuses a form without its proof.
    private static bool IsEmptyRefusal(HttpContext context) =>
        context.Response is { HasStarted: false, StatusCode: >= 400 and < 600, ContentLength: null }
        && (string.IsNullOrEmpty(context.Response.ContentType) || context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false });

    private static bool IsForPeople(HttpRequest request) =>
        !ApiPaths.IsApi(request)
        && !_ofMachines.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        && (request.GetTypedHeaders().Accept is not { Count: > 0 } accepted || accepted.Any(type => new MediaTypeHeaderValue("text/html").IsSubsetOf(type)));

    private static async Task ShowAsync(HttpContext context)
    {
        // The page that refused may have been rendered, and its services render no other.
        var refused = context.RequestServices;
        await using var scope = refused.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await Page(context).ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = refused;
        }
    }

    private static IResult Page(HttpContext context)
    {
        var status = context.Response.StatusCode;
        context.Response.Headers.CacheControl = "no-store";
        // The endpoint of a page that refuses a form has set this already, and rendering adds it again.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        if (HttpMethods.IsPost(context.Request.Method))
        {
            // A form without its proof must not be read.
            context.Request.Method = HttpMethods.Get;
        }

        return context.Request.Path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase)
            ? new RazorComponentResult<StatusPage>(new { Status = status }) { StatusCode = status, PreventStreamingRendering = true }
            : new RazorComponentResult<Portal.Layout.StatusPage>(new { Status = status }) { StatusCode = status, PreventStreamingRendering = true };
    }

    private static Problem ProblemOf(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problem.NotFound(context.Request.Path),
        StatusCodes.Status405MethodNotAllowed => new(StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", "The address does not answer to this method; the header Allow names those that it does."),
        var status => new(status, status < StatusCodes.Status500InternalServerError ? "REFUSED" : "INTERNAL", "The gateway has refused the request. The trace id helps to find out why."),
    };
}
