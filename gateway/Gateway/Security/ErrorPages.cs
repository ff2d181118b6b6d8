using Gateway.Identity;
using Gateway.Problems;
using Microsoft.AspNetCore.Diagnostics;

namespace Gateway.Security;

/// <summary>What nobody foresaw: a problem for machines, a plain sentence for people, a stack trace for the log only.</summary>
internal static class ErrorPages
{
    private const string Page =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Something went wrong</title></head>
        <body><main><h1>Something went wrong on our side</h1><p>Please try again in a moment.</p></main></body>
        </html>
        """;

    public static async Task WriteAsync(HttpContext context)
    {
        var status = context.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            BadHttpRequestException wrong => wrong.StatusCode,
            // So the server says that a size of a chunk is beyond what a number holds, and so the forms' reader that a form is beyond its limits.
            IOException { InnerException: OverflowException } or InvalidDataException => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (ApiPaths.IsApi(context.Request) || context.Request.Path.StartsWithSegments("/oauth", StringComparison.OrdinalIgnoreCase))
        {
            await context.WriteProblemAsync(status < StatusCodes.Status500InternalServerError
                ? new Problem(status, "MALFORMED_REQUEST", "The request could not be read.")
                : new Problem(status, "INTERNAL", "The gateway failed. The trace id helps to find out why."));
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(Page);
    }
}
