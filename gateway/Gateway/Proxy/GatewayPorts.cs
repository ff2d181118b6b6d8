using Microsoft.AspNetCore.Server.Kestrel.Core;
using ServiceDefaults.Tls;

namespace Gateway.Proxy;

internal static class GatewayPorts
{
    /// <summary>
    /// In a process of its own the gateway listens twice: on Gateway:Port (8080) for people and JSON, and on Gateway:Grpc:Port, where one is
    /// set, for gRPC, which without TLS needs a port of its own. Both speak TLS when section Tls names a certificate and Gateway:Tls is true;
    /// with it false a proxy in front does.
    /// </summary>
    public static void AddGatewayPorts(this WebApplicationBuilder builder)
    {
        var web = builder.Configuration.GetValue("Gateway:Port", 8080);
        var grpc = builder.Configuration.GetValue("Gateway:Grpc:Port", 0);
        var tls = builder.Configuration.GetValue("Gateway:Tls", false);
        builder.Services.AddOptions<KestrelServerOptions>().Configure<TlsIdentity>((kestrel, identity) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenAnyIP(web, listen => Listen(listen, tls ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1));
            if (grpc > 0)
            {
                kestrel.ListenAnyIP(grpc, listen => Listen(listen, HttpProtocols.Http2));
            }

            void Listen(ListenOptions listen, HttpProtocols protocols)
            {
                listen.Protocols = protocols;
                if (tls)
                {
                    listen.UseHttps(https => identity.Apply(https, mayRequireCertificate: false));
                }
            }
        });
    }
}
