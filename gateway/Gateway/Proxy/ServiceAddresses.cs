using ServiceDefaults.Clients;
using Yarp.ReverseProxy.Configuration;

namespace Gateway.Proxy;

/// <summary>
/// Services:{name}:Address, where the gRPC clients look too, says where a cluster's replicas are, unless the ReverseProxy section names
/// them one by one.
/// </summary>
internal sealed class ServiceAddresses(IConfiguration configuration) : IProxyConfigFilter
{
    public ValueTask<ClusterConfig> ConfigureClusterAsync(ClusterConfig cluster, CancellationToken cancel)
    {
        if (cluster.Destinations is not { Count: > 0 } && ServiceEndpoints.Parse(configuration[$"Services:{cluster.ClusterId}:Address"]) is { } endpoints)
        {
            cluster = cluster with
            {
                Destinations = endpoints.Addresses.ToDictionary(
                    address => $"{address.Host}:{address.Port}", address => new DestinationConfig { Address = address.ToString() }),
            };
        }

        return ValueTask.FromResult(cluster);
    }

    public ValueTask<RouteConfig> ConfigureRouteAsync(RouteConfig route, ClusterConfig? cluster, CancellationToken cancel) => ValueTask.FromResult(route);
}
