using Microsoft.Extensions.Options;
using Screens.Pages;

namespace Gateway.Security;

/// <summary>Headers that tell browsers what a page of ours never does.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IOptions<SecurityOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Add, (context, options.Value));
        return next(context);
    }

    private static Task Add(object state)
    {
        var (context, options) = ((HttpContext, SecurityOptions))state;
        var headers = context.Response.Headers;
        if (context.Response.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true)
        {
            return Task.CompletedTask;
        }

        headers.ContentSecurityPolicy = InnerStyles.AddTo(options.ContentSecurityPolicy, context);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        if (context.Request.IsHttps && options.StrictTransportSecurity > TimeSpan.Zero)
        {
            headers.StrictTransportSecurity = $"max-age={(long)options.StrictTransportSecurity.TotalSeconds}; includeSubDomains";
        }

        return Task.CompletedTask;
    }
}
