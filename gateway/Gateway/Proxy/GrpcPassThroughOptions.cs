using System.ComponentModel.DataAnnotations;

namespace Gateway.Proxy;

/// <summary>Section Gateway:Grpc.</summary>
internal sealed class GrpcPassThroughOptions
{
    /// <summary>
    /// Port (HTTP/2 without TLS, or with it where a certificate is configured) on which gRPC passes through to the services. 0: off, as
    /// in one process with the services, which have their own port there.
    /// </summary>
    [Range(0, 65535)]
    public int Port { get; set; }
}
