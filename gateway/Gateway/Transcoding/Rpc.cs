using Google.Protobuf.Reflection;
using ServiceDefaults.Idempotency;

namespace Gateway.Transcoding;

/// <summary>One rpc that the frontends reach as JSON.</summary>
/// <param name="Cluster">The YARP cluster, and the audience of its tokens: the first part of the proto package.</param>
internal sealed record Rpc(MethodDescriptor Method, string Cluster)
{
    /// <summary>Path of the gRPC request.</summary>
    public string GrpcPath { get; } = $"/{Method.Service.FullName}/{Method.Name}";

    /// <summary>Reads only.</summary>
    public bool IsSafe { get; } = Method.GetOptions()?.IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.NoSideEffects;

    /// <summary>May be sent again when the first try got no answer: it reads only, or bears a request_id.</summary>
    public bool IsRepeatable => IsSafe || RequestIds.AreIn(Method.InputType);
}

/// <summary>One HTTP verb and path of an rpc.</summary>
/// <param name="Verb">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Body">The request field that the body fills, "*" for the whole request, empty for no body.</param>
internal sealed record RpcBinding(Rpc Rpc, string Verb, PathTemplate Template, string Body);
