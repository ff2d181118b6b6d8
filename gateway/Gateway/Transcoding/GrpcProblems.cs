using System.Globalization;
using Gateway.Problems;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace Gateway.Transcoding;

/// <summary>From a gRPC status with google.rpc details to a problem. The one place where codes become HTTP statuses.</summary>
internal static class GrpcProblems
{
    public static Problem From(GrpcExchange exchange, RpcBinding binding, bool ifMatch)
    {
        var code = int.TryParse(exchange.Trailer("grpc-status"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (StatusCode)number
            : StatusCode.Unknown;
        var message = Uri.UnescapeDataString(exchange.Trailer("grpc-message") ?? "");
        return From(code, message, Details(exchange.Trailer("grpc-status-details-bin")), binding.Rpc.Cluster, binding.Body, ifMatch);
    }

    /// <summary>For calls that the gateway makes by itself.</summary>
    public static Problem From(RpcException refused, string cluster) =>
        From(refused.StatusCode, refused.Status.Detail, refused.Trailers.GetRpcStatus(ignoreParseError: true), cluster, "*", false);

    private static Problem From(StatusCode code, string message, Status? details, string cluster, string body, bool ifMatch)
    {
        var info = details?.GetDetail<ErrorInfo>();
        var violations = details?.GetDetail<BadRequest>()?.FieldViolations ?? [];
        return new Problem(HttpStatus(code, ifMatch), info?.Reason is { Length: > 0 } reason ? reason : DefaultReason(code), Words(code, message))
        {
            Domain = info?.Domain is { Length: > 0 } domain ? domain : cluster,
            RetryDelay = details?.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan(),
            Metadata = info?.Metadata.ToDictionary() ?? [],
            Violations = [.. violations.Select(v => new FieldViolation(InBody(v.Field, body), v.Reason.Length > 0 ? v.Reason : "INVALID", v.Description))],
        };
    }

    private static int HttpStatus(StatusCode code, bool ifMatch) => code switch
    {
        StatusCode.InvalidArgument or StatusCode.OutOfRange => StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.Aborted when ifMatch => StatusCodes.Status412PreconditionFailed,
        StatusCode.Aborted or StatusCode.AlreadyExists or StatusCode.FailedPrecondition => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Cancelled => 499,
        StatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };

    // What a service says of its own faults is for its logs.
    private static string Words(StatusCode code, string message) => code switch
    {
        StatusCode.Unknown or StatusCode.Internal or StatusCode.DataLoss => "The service failed. The trace id helps to find out why.",
        StatusCode.Unavailable => "The service cannot be reached at the moment.",
        StatusCode.DeadlineExceeded => "The service did not answer in time; whether the request took effect is not known.",
        _ => message,
    };

    // DeadlineExceeded -> DEADLINE_EXCEEDED
    private static string DefaultReason(StatusCode code) =>
        string.Concat(code.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));

    // The service names the field in its request; the client sent only the resource, and in its own spelling.
    private static string InBody(string field, string body)
    {
        var own = body.Length > 0 && field.StartsWith(body + ".", StringComparison.Ordinal) ? field[(body.Length + 1)..] : field;
        return FieldPath.ToJson(own);
    }

    private static Status? Details(string? base64)
    {
        if (string.IsNullOrEmpty(base64))
        {
            return null;
        }

        var buffer = new byte[base64.Length];
        return Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), buffer, out var length)
            ? Parse(buffer[..length])
            : null;
    }

    private static Status? Parse(byte[] bytes)
    {
        try
        {
            return Status.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
