using System.Diagnostics;
using Contracts.Common.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using ServiceDefaults.Requests;

namespace ServiceDefaults.Errors;

/// <summary>
/// The one place where exceptions become gRPC statuses, always with a google.rpc.ErrorInfo. No stack trace and no
/// SQL leaves the process: what is not known here is INTERNAL with a trace id, and is logged.
/// </summary>
internal sealed partial class ErrorInterceptor(ContractIndex contracts, ILogger<ErrorInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        UnreadableRequests.MarkRead(context.GetHttpContext());
        try
        {
            return await continuation(request, context);
        }
        catch (Exception e)
        {
            throw ToRpcException(e, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        UnreadableRequests.MarkRead(context.GetHttpContext());
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception e)
        {
            throw ToRpcException(e, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (InvalidProtocolBufferException)
        {
            throw ToRpcException(UnreadableRequests.Malformed(), context);
        }
        catch (Exception e)
        {
            throw ToRpcException(e, context);
        }
    }

    private RpcException ToRpcException(Exception exception, ServerCallContext context)
    {
        var error = exception as DomainException ?? Translate(exception, context);
        var domain = contracts.Find(context.Method)?.Module ?? "unknown";
        return ErrorTrailers.Of(error, domain);
    }

    private DomainException Translate(Exception exception, ServerCallContext context)
    {
        switch (exception)
        {
            case DbUpdateConcurrencyException:
                return DomainException.EtagMismatch();
            case DbUpdateException update when UniqueViolation.Is(update):
                return new DomainException(StatusCode.Aborted, "CONFLICT", "Another caller did the same at the same moment. Read again and repeat the change.");
            // What this call asked of others ends with it.
            case OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled or StatusCode.DeadlineExceeded } when HasPassed(context):
                return new DomainException(StatusCode.DeadlineExceeded, "DEADLINE_EXCEEDED", "The deadline passed; repeat with the same request_id.");
            // IOException: a stream whose caller has hung up.
            case OperationCanceledException or IOException or RpcException { StatusCode: StatusCode.Cancelled } when context.CancellationToken.IsCancellationRequested:
                return new DomainException(StatusCode.Cancelled, "CANCELLED", "The caller cancelled.");
            // The package's health service answers so by itself, without details.
            case RpcException { StatusCode: StatusCode.NotFound } when contracts.Find(context.Method)?.Callers.Contains(Role.Anyone) == true:
                return new DomainException(StatusCode.NotFound, "NOT_FOUND", "This process has no such service.");
            case var e when TransientFailure.IsUpstream(e):
                Log.UpstreamUnavailable(logger, context.Method, e.Message);
                return new DomainException(StatusCode.Unavailable, "UPSTREAM_UNAVAILABLE", "A service that this call needs is not available. Nothing was changed; try again.");
            case var e when TransientFailure.IsDatabase(e):
                Log.DatabaseUnavailable(logger, context.Method, e);
                return new DomainException(StatusCode.Unavailable, "DATABASE_UNAVAILABLE", "The database is not available. Nothing was changed; try again.");
            default:
                Log.Unexpected(logger, context.Method, exception);
                return new DomainException(StatusCode.Internal, "INTERNAL", $"Something went wrong on our side (trace {Activity.Current?.TraceId.ToString() ?? "none"}).");
        }
    }

    /// <summary>A deadline is in the time of the machine, whatever clock the business runs on.</summary>
    private static bool HasPassed(ServerCallContext context) => context.Deadline <= TimeProvider.System.GetUtcNow().UtcDateTime;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Method} failed unexpectedly")]
        public static partial void Unexpected(ILogger logger, string method, Exception exception);

        [LoggerMessage(LogLevel.Warning, "{Method}: the database is not available")]
        public static partial void DatabaseUnavailable(ILogger logger, string method, Exception exception);

        [LoggerMessage(LogLevel.Warning, "{Method}: an upstream service did not answer: {Answer}")]
        public static partial void UpstreamUnavailable(ILogger logger, string method, string answer);
    }
}
