using System.Net.Security;
using Microsoft.Extensions.Configuration;
using ServiceDefaults.Tls;

namespace ServiceDefaults.Clients;

/// <summary>
/// How services reach the gateway for keys and tokens: <c>Auth:Backchannel</c>, one address or several separated by commas; by
/// default <c>Auth:Issuer</c>. People's browsers may know the gateway by quite another name.
/// </summary>
internal sealed class GatewayBackchannel : DelegatingHandler
{
    private readonly IReadOnlyList<Uri> _gateways;
    private int _current;

    public GatewayBackchannel(IConfiguration configuration, TlsIdentity tls)
    {
        _gateways = Addresses(configuration);
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2), PooledConnectionLifetime = TimeSpan.FromMinutes(2) };
        tls.Apply(handler.SslOptions ??= new SslClientAuthenticationOptions());
        InnerHandler = handler;
    }

    public static IReadOnlyList<Uri> Addresses(IConfiguration configuration) =>
        ServiceEndpoints.Parse(configuration["Auth:Backchannel"] ?? Issuer(configuration))?.Addresses
        ?? throw new InvalidOperationException("Auth:Backchannel must be an address such as http://gateway:8080, or several separated by commas.");

    /// <summary>What tokens name as their maker.</summary>
    public static string Issuer(IConfiguration configuration) => configuration["Auth:Issuer"] ?? "http://localhost:8080";

    /// <summary>Asks the gateway that answered last, and when it cannot be reached or fails, the others.</summary>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var gateway = _gateways[(_current & int.MaxValue) % _gateways.Count];
            request.RequestUri = new Uri(gateway, request.RequestUri!.PathAndQuery);
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if ((int)response.StatusCode < 500 || tries >= _gateways.Count)
                {
                    return response;
                }

                response.Dispose();
            }
            catch (HttpRequestException) when (tries < _gateways.Count)
            {
                // The next one.
            }

            Interlocked.Increment(ref _current);
        }
    }
}
