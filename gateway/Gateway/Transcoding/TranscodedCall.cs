namespace Gateway.Transcoding;

/// <summary>Marks a request that travels on as a gRPC call made by the gateway.</summary>
internal sealed record TranscodedCall(Rpc Rpc, TimeSpan Deadline);
