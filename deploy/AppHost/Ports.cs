namespace AppHost;

/// <summary>Who listens where, as in deploy/cluster/settings.sh.</summary>
/// <param name="first">gateway-1's, for gRPC the next; gateway-2's ten further; the services' from 40 further on.</param>
internal sealed class Ports(int first)
{
    /// <summary>Unless --port says otherwise; where Standalone is found too.</summary>
    public const int First = 8080;

    public static readonly IReadOnlyList<int> Replicas = [1, 2];

    public static readonly IReadOnlyList<string> Services = ["plans", "subscriptions", "billing", "notifications"];

    public int Gateway(int replica) => first + ((replica - 1) * 10);

    public int GatewayGrpc(int replica) => Gateway(replica) + 1;

    public string GatewayUrl(int replica) => $"http://localhost:{Gateway(replica)}";

    public string ServiceUrl(string service, int replica) => $"http://127.0.0.1:{first + 40 + (Services.ToList().IndexOf(service) * 10) + replica}";
}
