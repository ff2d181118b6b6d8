using Gateway.Security;
using Gateway.Tokens;
using Yarp.ReverseProxy.Configuration;

namespace Gateway.Proxy;

/// <summary>
/// Routes by which gRPC calls of internal applications reach the services: /plans.v1.PlanService/... goes to plans. The token
/// is the caller's own, and the service checks it; whether its session has ended is known here only (<see cref="EndedSessions"/>).
/// </summary>
internal static class GrpcPassThrough
{
    /// <summary>In the metadata of a route: the local port that alone it serves.</summary>
    public const string PortMetadata = "LocalPort";

    public static IReadOnlyList<RouteConfig> Routes(int port) =>
        [.. Scopes.Services.Select(service => new RouteConfig
        {
            RouteId = $"grpc-{service}",
            ClusterId = service,
            Match = new RouteMatch { Path = $"/{service}.v1.{{service}}/{{method}}", Methods = ["POST"] },
            RateLimiterPolicy = RateLimits.Api,
            AuthorizationPolicy = "Anonymous",
            Metadata = new Dictionary<string, string> { [PortMetadata] = $"{port}" },
        })];

    public static bool Is(RouteConfig route) => route.Metadata?.ContainsKey(PortMetadata) == true;

    /// <summary>The port decides, not the Host header, which the client writes.</summary>
    public static bool IsElsewhere(HttpContext context, RouteConfig route) =>
        route.Metadata?.GetValueOrDefault(PortMetadata) is { } port && port != $"{context.Connection.LocalPort}";
}
