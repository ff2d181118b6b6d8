using System.Globalization;
using System.Threading.RateLimiting;
using Gateway.Problems;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Gateway.Security;

/// <summary>Who may ask how often. The routes of appsettings.json name the policy; sign-in, tokens and codes of coupons are limited by path.</summary>
internal static class RateLimits
{
    /// <summary>RateLimiterPolicy of the proxied routes.</summary>
    public const string Api = "Api";

    private const string CouponTry = "coupon-try";

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

        if (context.Items.ContainsKey(CouponTry) || IsCouponTry(context.Request))
        {
            return Window("coupon " + Who(context), options.CouponTriesPerMinute);
        }

        return IsSignIn(context.Request)
            ? Window("sign-in " + Address(context), options.SignInRequestsPerMinute)
            : RateLimitPartition.GetNoLimiter("");
    }

    /// <summary>Says that a request, whatever its path, tries the code of a coupon: the order's page does (<see cref="CouponTries"/>).</summary>
    public static void MarkCouponTry(HttpContext context) => context.Items[CouponTry] = true;

    /// <summary>Sets how long to wait.</summary>
    public static void SayWhen(RateLimitLease refused, HttpResponse response)
    {
        var wait = refused.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : _window;
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A link is asked for, looked at or used. To look at the form that asks for one costs nothing.</summary>
    private static bool IsSignIn(HttpRequest request)
    {
        const string SignIn = "/sign-in";
        return request.Path.StartsWithSegments(SignIn, StringComparison.OrdinalIgnoreCase)
            || new[] { "/admin", "/portal" }.Any(side => request.Path.StartsWithSegments(side + SignIn, StringComparison.OrdinalIgnoreCase, out var rest)
                && (rest.HasValue || HttpMethods.IsPost(request.Method)));
    }

    /// <summary>A customer's application tries the code of a coupon: through the JSON API, or through gRPC.</summary>
    private static bool IsCouponTry(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Path.Value is { } path
        && ((request.Path.StartsWithSegments("/portal", StringComparison.OrdinalIgnoreCase) && path.EndsWith(":applyCoupon", StringComparison.OrdinalIgnoreCase))
            || path.EndsWith(".PortalService/ApplyCoupon", StringComparison.OrdinalIgnoreCase));

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
        SayWhen(rejected.Lease, rejected.HttpContext.Response);
        await rejected.HttpContext.WriteProblemAsync(new Problem(
            StatusCodes.Status429TooManyRequests, "TOO_MANY_REQUESTS", "Too many requests; try again later."));
    }
}
