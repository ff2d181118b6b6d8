using Admin.Layout;
using Gateway.Identity;
using Gateway.Problems;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Gateway.Security;

/// <summary>
/// A refusal that nothing has put into words, such as an address at which there is nothing: a problem for machines, a page in the reader's language with a
/// way back for people.
/// </summary>
internal static class EmptyRefusals
{
    private static readonly string[] _ofMachines = ["/oauth", "/.well-known", "/webhooks", "/health"];

    public static Task WriteAsync(StatusCodeContext refusal)
    {
        var context = refusal.HttpContext;
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true)
        {
            return Task.CompletedTask;
        }

        return IsForPeople(context.Request) ? Page(context).ExecuteAsync(context) : context.WriteProblemAsync(ProblemOf(context));
    }

    private static bool IsForPeople(HttpRequest request) =>
        !ApiPaths.IsApi(request)
        && !_ofMachines.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        && (request.GetTypedHeaders().Accept is not { Count: > 0 } accepted || accepted.Any(type => new MediaTypeHeaderValue("text/html").IsSubsetOf(type)));

    private static IResult Page(HttpContext context)
    {
        var status = context.Response.StatusCode;
        context.Response.Headers.CacheControl = "no-store";
        return ApiPaths.SchemeOf(context.Request) == Schemes.Portal || !context.Request.Path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase)
            ? new RazorComponentResult<Portal.Layout.RefusalPage>(new { Status = status }) { StatusCode = status, PreventStreamingRendering = true }
            : new RazorComponentResult<RefusalPage>(new { Status = status }) { StatusCode = status, PreventStreamingRendering = true };
    }

    private static Problem ProblemOf(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problem.NotFound(context.Request.Path),
        StatusCodes.Status405MethodNotAllowed => new(StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", "The address does not answer to this method; the header Allow names those that it does."),
        var status => new(status, status < StatusCodes.Status500InternalServerError ? "REFUSED" : "INTERNAL", "The gateway has refused the request. The trace id helps to find out why."),
    };
}
