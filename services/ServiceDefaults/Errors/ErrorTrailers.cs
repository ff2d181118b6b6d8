using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace ServiceDefaults.Errors;

/// <summary>
/// A refusal as gRPC sends it, in trailers. HTTP/2 ends the whole connection, and with it everyone else's calls, over trailers that are too long:
/// so grpc-message and grpc-status-details-bin together stay below <see cref="MaximumBytes"/>, whatever a refusal says.
/// </summary>
internal static class ErrorTrailers
{
    /// <summary>Leaves a kibibyte of the 8 that all trailers may have to those that are not of the error.</summary>
    public const int MaximumBytes = 7 * 1024;

    private const int MaximumMessage = 600;
    private const int ShortMessage = 100;
    private const int MaximumText = 400;

    public static RpcException Of(DomainException error, string domain) => Status(error, domain).ToRpcException();

    public static Google.Rpc.Status Status(DomainException error, string domain)
    {
        var status = Status(error, domain, MaximumMessage, error.Violations);
        for (var kept = error.Violations.Count; Size(status) > MaximumBytes && kept >= 0; kept = Math.Min(kept, ViolationList.Maximum + 1) - 1)
        {
            status = Status(error, domain, ShortMessage, ViolationList.Bounded(error.Violations, kept));
        }

        return status;
    }

    /// <summary>Bytes of both trailers: base64, and three for each byte that is percent-encoded.</summary>
    public static int Size(Google.Rpc.Status status) =>
        ((status.CalculateSize() + 2) / 3 * 4) + System.Text.Encoding.UTF8.GetBytes(status.Message).Sum(b => b is >= 0x20 and < 0x7F and not (byte)'%' ? 1 : 3);

    private static Google.Rpc.Status Status(DomainException error, string domain, int maximumMessage, IReadOnlyList<FieldViolation> violations)
    {
        var info = new ErrorInfo { Reason = error.Reason, Domain = domain };
        foreach (var (key, value) in error.Metadata)
        {
            info.Metadata.Add(key, Quoted.Short(value));
        }

        var status = new Google.Rpc.Status { Code = (int)error.Status, Message = Quoted.Short(error.Message, maximumMessage) };
        status.Details.Add(Any.Pack(info));
        if (error.RetryDelay is { } delay)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        }

        if (violations.Count > 0)
        {
            var badRequest = new BadRequest();
            badRequest.FieldViolations.Add(violations.Select(v => new BadRequest.Types.FieldViolation
            {
                Field = Quoted.Short(v.Field, MaximumText), Description = Quoted.Short(v.Message, MaximumText), Reason = v.Rule,
            }));
            status.Details.Add(Any.Pack(badRequest));
        }

        return status;
    }
}
