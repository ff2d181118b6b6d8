using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Screens.Pages;

/// <summary>
/// A form of a page that was loaded before something changed. The page as it stands now has no such form, so nothing takes what was sent, and the
/// framework refuses it without a word. The reader is led to the page instead, which says so.
/// </summary>
public static class StaleForm
{
    const string Marker = "stale";

    static readonly string[] notKept = [Marker, "done"];

    /// <summary>Whether this page is what a reader is led to after such a form.</summary>
    public static bool IsReported(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return HttpMethods.IsGet(context.Request.Method) && context.Request.Query.ContainsKey(Marker);
    }

    /// <summary>Whether a page has just refused a form that it has not. A form that lacks its proof or its name is none of the page's own.</summary>
    public static bool WasRefused(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        // The proof first: without it the form must not even be asked for.
        return context.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false }
            && context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true }
            && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
            && HttpMethods.IsPost(context.Request.Method)
            && context.Request.HasFormContentType
            && context.Request.Form["_handler"] is [{ Length: > 0 }];
    }

    /// <summary>The address to which the form was sent, as a page that tells it; what an earlier action did is not told again.</summary>
    public static string Address(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var kept = request.Query.Where(pair => !notKept.Contains(pair.Key, StringComparer.OrdinalIgnoreCase));
        var query = new QueryBuilder(kept) { { Marker, "1" } };
        return $"{request.PathBase}{request.Path}{query}";
    }
}
