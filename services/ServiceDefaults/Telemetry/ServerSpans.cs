using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// Names the server's spans after their routes and describes them by OpenTelemetry's conventions; the framework of this version does
/// neither. The raw path is left out: it may be a secret, as a sign-in link's is, and an unknown one may be anything.
/// </summary>
public static class ServerSpans
{
    public const string Route = "http.route";

    /// <summary>First in the pipeline. Does nothing where nothing is collected.</summary>
    public static void UseServerSpanNames(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetRequiredService<IConfiguration>().CollectsTelemetry())
        {
            app.Use(Describe);
        }
    }

    /// <summary>A route that is known better than by its endpoint.</summary>
    public static void SetSpanRoute(this HttpContext context, string route) =>
        context.Features.Get<IHttpActivityFeature>()?.Activity.SetTag(Route, route);

    private static async Task Describe(HttpContext context, RequestDelegate next)
    {
        var activity = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (activity is null)
        {
            await next(context);
            return;
        }

        if (context.Request.Path.StartsWithSegments("/health"))
        {
            // Asked every few seconds by whoever watches this process.
            QuietSpans.Silence(activity);
        }

        try
        {
            await next(context);
        }
        finally
        {
            if (activity.IsAllDataRequested)
            {
                Describe(context, activity);
            }
        }
    }

    private static void Describe(HttpContext context, Activity activity)
    {
        var method = context.Request.Method;
        var status = context.Response.StatusCode;
        activity.SetTag("http.request.method", method);
        activity.SetTag("url.scheme", context.Request.Scheme);
        activity.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            activity.Fail($"{status}");
        }

        if (activity.GetTagItem(CallTelemetry.MethodTag) is not null)
        {
            // It has the name of its rpc.
            return;
        }

        var route = activity.GetTagItem(Route) as string ?? (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        activity.DisplayName = route is null ? method : $"{method} {route}";
        if (route is not null)
        {
            activity.SetTag(Route, route);
        }
    }
}
