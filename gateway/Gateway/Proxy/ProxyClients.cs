using System.Net.Security;
using ServiceDefaults.Tls;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Proxy;

/// <summary>Connections to the services: given up soon when nobody answers, and with the certificates of section Tls.</summary>
internal sealed class ProxyClients(TlsIdentity tls, ILogger<ForwarderHttpClientFactory> logger) : ForwarderHttpClientFactory(logger)
{
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = TimeSpan.FromSeconds(3);
        handler.KeepAlivePingDelay = TimeSpan.FromSeconds(10);
        handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(5);
        tls.Apply(handler.SslOptions ??= new SslClientAuthenticationOptions());
    }
}
