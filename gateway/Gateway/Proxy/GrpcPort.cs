using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Proxy;

public static class GrpcPort
{
    /// <summary>
    /// In a process of its own the gateway listens twice: on Gateway:Port for HTTP/1.1 (8080), and on Gateway:Grpc:Port, where one is set, for
    /// gRPC. gRPC without TLS needs a port of its own.
    /// </summary>
    public static void AddGrpcPort(this WebApplicationBuilder builder)
    {
        var web = builder.Configuration.GetValue("Gateway:Port", 8080);
        var grpc = builder.Configuration.GetValue("Gateway:Grpc:Port", 0);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenAnyIP(web, listen => listen.Protocols = HttpProtocols.Http1);
            if (grpc > 0)
            {
                kestrel.ListenAnyIP(grpc, listen => listen.Protocols = HttpProtocols.Http2);
            }
        });
    }
}
