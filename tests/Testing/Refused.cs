using Google.Rpc;
using Grpc.Core;
using Shouldly;

namespace Testing;

/// <summary>What a service answers when it refuses a call.</summary>
/// <param name="Reason">From google.rpc.ErrorInfo.</param>
/// <param name="Violations">field:RULE of each violation.</param>
public sealed record Refused(StatusCode Status, string Reason, string Message, IReadOnlyList<string> Violations)
{
    /// <summary>From google.rpc.ErrorInfo: the service that refused.</summary>
    public string Domain { get; init; } = "";

    /// <summary>From google.rpc.ErrorInfo: facts beside the reason.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Makes a call that must be refused.</summary>
    public static async Task<Refused> By<T>(AsyncUnaryCall<T> call) => From(await Should.ThrowAsync<RpcException>(call.ResponseAsync));

    /// <summary>Reads what came back.</summary>
    public static Refused From(RpcException e)
    {
        if (e.GetRpcStatus() is not { } status)
        {
            return new Refused(e.StatusCode, "", e.Status.Detail, []);
        }

        var info = status.Details.Single(d => d.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>();
        var violations = status.Details.Where(d => d.Is(BadRequest.Descriptor)).SelectMany(d => d.Unpack<BadRequest>().FieldViolations);
        return new Refused(e.StatusCode, info.Reason, status.Message, [.. violations.Select(v => $"{v.Field}:{v.Reason}")]) { Domain = info.Domain, Metadata = info.Metadata.ToDictionary() };
    }
}
