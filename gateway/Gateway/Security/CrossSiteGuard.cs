using Gateway.Identity;
using Gateway.Problems;
using Microsoft.Net.Http.Headers;

namespace Gateway.Security;

/// <summary>
/// Browsers send cookies along with requests that other sites cause. A change through the JSON APIs that rests on a cookie
/// must therefore come from our own pages, and say that it is JSON, which no plain form of another site can.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!NeedsProof(context))
        {
            await next(context);
        }
        else if (IsCrossSite(context.Request))
        {
            await context.WriteProblemAsync(new Problem(
                StatusCodes.Status403Forbidden, "CROSS_SITE_REQUEST", "A signed-in session cannot be used from another site; use a bearer token."));
        }
        else if (!IsJson(context.Request))
        {
            await context.WriteProblemAsync(new Problem(
                StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "With a signed-in session the request must be application/json, also when its body is empty."));
        }
        else
        {
            await next(context);
        }
    }

    private static bool NeedsProof(HttpContext context) =>
        ApiPaths.IsApi(context.Request)
        && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && !HttpMethods.IsOptions(context.Request.Method)
        && context.User.Identity is { IsAuthenticated: true, AuthenticationType: Schemes.Staff or Schemes.Portal };

    // Sec-Fetch-Site cannot be forged by a page; Origin helps with browsers that do not send it yet.
    private static bool IsCrossSite(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
        {
            return site.ToString() is not ("same-origin" or "none");
        }

        return request.Headers.TryGetValue(HeaderNames.Origin, out var origin)
            && !string.Equals(origin.ToString(), $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);
}
