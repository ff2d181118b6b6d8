using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http.Features;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// Measures each call and names its span; outermost, so that it sees the status that the caller gets. Streams are left out: how
/// long a watch lasts is its caller's decision.
/// </summary>
internal sealed class CallTelemetry : Interceptor
{
    public const string MethodTag = "rpc.method";
    public const string StatusTag = "rpc.grpc.status_code";

    /// <summary>A refusal is an answer; these are failures of the server (OpenTelemetry's conventions for gRPC).</summary>
    private static readonly StatusCode[] Failures =
        [StatusCode.Unknown, StatusCode.DeadlineExceeded, StatusCode.Unimplemented, StatusCode.Internal, StatusCode.Unavailable, StatusCode.DataLoss];

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var started = Stopwatch.GetTimestamp();
        var status = StatusCode.Unknown;
        try
        {
            var response = await continuation(request, context);
            status = context.Status.StatusCode;
            return response;
        }
        catch (RpcException e)
        {
            status = e.StatusCode;
            throw;
        }
        finally
        {
            Record(context, status, Stopwatch.GetElapsedTime(started));
        }
    }

    /// <param name="path">/subscriptions.v1.SubscriptionService/CloseSubscription</param>
    public static void SetMethod(Activity activity, string path)
    {
        var (service, method) = Split(path);
        activity.DisplayName = $"{service}/{method}";
        activity.SetTag("rpc.system", "grpc");
        activity.SetTag("rpc.service", service);
        activity.SetTag(MethodTag, method);
    }

    private static void Record(ServerCallContext context, StatusCode status, TimeSpan duration)
    {
        var (service, method) = Split(context.Method);
        Instruments.CallDuration.Record(duration.TotalSeconds, new TagList
        {
            { "rpc.system", "grpc" },
            { "rpc.service", service },
            { MethodTag, method },
            { StatusTag, (int)status },
        });
        if (context.GetHttpContext().Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } activity)
        {
            return;
        }

        SetMethod(activity, context.Method);
        activity.SetTag(StatusTag, (int)status);
        if (Failures.Contains(status))
        {
            activity.Fail($"{(int)status}");
        }
    }

    private static (string Service, string Method) Split(string path)
    {
        var slash = path.LastIndexOf('/');
        return (path[1..slash], path[(slash + 1)..]);
    }
}
