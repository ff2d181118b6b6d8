using Yarp.ReverseProxy.Configuration;

namespace Gateway.Proxy;

/// <summary>
/// Services:{name}:Address, where the gRPC clients look too, says where a cluster is, unless the ReverseProxy section names
/// its replicas one by one.
/// </summary>
internal sealed class ServiceAddresses(IConfiguration configuration) : IProxyConfigFilter
{
    public ValueTask<ClusterConfig> ConfigureClusterAsync(ClusterConfig cluster, CancellationToken cancel)
    {
        if (cluster.Destinations is not { Count: > 0 } && configuration[$"Services:{cluster.ClusterId}:Address"] is { Length: > 0 } address)
        {
            cluster = cluster with
            {
                Destinations = new Dictionary<string, DestinationConfig> { ["configured"] = new() { Address = address } },
            };
        }

        return ValueTask.FromResult(cluster);
    }

    public ValueTask<RouteConfig> ConfigureRouteAsync(RouteConfig route, ClusterConfig? cluster, CancellationToken cancel) => ValueTask.FromResult(route);
}
