using System.Threading.RateLimiting;
using Gateway.Identity;
using Gateway.Problems;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Gateway.Security;

/// <summary>
/// Who may ask how often. The routes of appsettings.json name the policy; sign-in and tokens, which are the gateway's own,
/// are limited by path. What a service must limit, it limits itself.
/// </summary>
internal static class RateLimits
{
    /// <summary>RateLimiterPolicy of the proxied routes.</summary>
    public const string Api = "Api";

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this IServiceCollection services) =>
        services.AddRateLimiter(_ => { }).AddOptions<RateLimiterOptions>().Configure<IOptions<SecurityOptions>>((limiter, options) =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = RefuseAsync;
            limiter.AddPolicy(Api, context => Window(Who(context), options.Value.ApiRequestsPerMinute));
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => ByPath(context, options.Value));
        });

    private static RateLimitPartition<string> ByPath(HttpContext context, SecurityOptions options)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/oauth/token", StringComparison.OrdinalIgnoreCase))
        {
            return Window("token " + Address(context), options.TokenRequestsPerMinute);
        }

        return IsSignIn(context.Request)
            ? Window("sign-in " + Address(context), options.SignInRequestsPerMinute)
            : RateLimitPartition.GetNoLimiter("");
    }

    /// <summary>A link is asked for, looked at or used. To look at the form that asks for one costs nothing.</summary>
    private static bool IsSignIn(HttpRequest request)
    {
        const string SignIn = "/sign-in";
        return request.Path.StartsWithSegments(SignIn, StringComparison.OrdinalIgnoreCase)
            || Side.Both.Any(side => request.Path.StartsWithSegments(side.Root + SignIn, StringComparison.OrdinalIgnoreCase, out var rest)
                && (rest.HasValue || HttpMethods.IsPost(request.Method)));
    }

    private static RateLimitPartition<string> Window(string key, int permits) =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = _window,
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        });

    private static string Who(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true && context.User.FindFirst("sub")?.Value is { } subject
            ? $"{context.User.FindFirst("role")?.Value} {subject}"
            : Address(context);

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        await rejected.HttpContext.WriteProblemAsync(new Problem(StatusCodes.Status429TooManyRequests, "TOO_MANY_REQUESTS", "Too many requests; try again later.")
        {
            RetryDelay = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : _window,
        });
    }
}
