using System.Net;
using Microsoft.Extensions.Configuration;

namespace ServiceDefaults.Clients;

/// <summary>
/// Where a service is: <c>Services:{name}:Address</c>, one address or several separated by commas, one for each replica. A host
/// name stands for all the addresses that DNS has for it, as a headless Kubernetes service does.
/// </summary>
public sealed record ServiceEndpoints(IReadOnlyList<Uri> Addresses)
{
    /// <summary>Its name must be asked for again and again: replicas come and go behind it.</summary>
    public bool IsName => Addresses.Count == 1 && Addresses[0].HostNameType == UriHostNameType.Dns && Addresses[0].Host != "localhost";

    public bool IsHttps => Addresses[0].Scheme == Uri.UriSchemeHttps;

    public IEnumerable<DnsEndPoint> Targets => Addresses.Select(address => new DnsEndPoint(address.Host, address.Port));

    public static ServiceEndpoints Of(IConfiguration configuration, string service) =>
        Parse(configuration[$"Services:{service}:Address"]) ?? throw new InvalidOperationException(Wanted(service));

    /// <returns>Null when it is empty or not made of http and https addresses of one kind.</returns>
    public static ServiceEndpoints? Parse(string? setting)
    {
        var parts = (setting ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var addresses = parts.Select(part => Uri.TryCreate(part, UriKind.Absolute, out var address) ? address : null).OfType<Uri>().ToList();
        var isUsable = addresses.Count > 0 && addresses.Count == parts.Length
            && addresses.All(address => address.Scheme is "http" or "https" && address.Scheme == addresses[0].Scheme);
        return isUsable ? new ServiceEndpoints(addresses) : null;
    }

    /// <summary>What to say when it is not set as it must be.</summary>
    public static string Wanted(string service) =>
        $"Services:{service}:Address must be an address such as http://10.0.0.5:8080, or one for each replica, separated by commas.";
}
