using Grpc.Core;
using Grpc.Core.Interceptors;
using ServiceDefaults.Data;
using ServiceDefaults.Idempotency;

namespace ServiceDefaults.Clients;

/// <summary>Gives every call the access token and, where the caller set none, a deadline and a request_id. Refuses one in a write transaction.</summary>
internal sealed class CallDefaults(IAccessTokenSource tokens, string audience) : Interceptor
{
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(10);

    private readonly CallCredentials _credentials = CallCredentials.FromInterceptor(async (call, headers) =>
    {
        if (await tokens.GetTokenAsync(audience, call.CancellationToken) is { } token)
        {
            headers.Add("authorization", $"Bearer {token}");
        }
    });

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (CallTransaction.Current is { HasBegun: true })
        {
            throw new InvalidOperationException($"{context.Method.FullName} was called in a write transaction: what is slow elsewhere would hold up everyone who writes here.");
        }

        RequestIds.FillIn(request);
        var options = context.Options.WithCredentials(_credentials);
        if (options.Deadline is null)
        {
            options = options.WithDeadline(TimeProvider.System.GetUtcNow().UtcDateTime + DefaultDeadline);
        }

        return continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
    }
}
