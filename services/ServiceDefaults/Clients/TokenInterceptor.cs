using Grpc.Core;
using Grpc.Core.Interceptors;
using ServiceDefaults.Idempotency;

namespace ServiceDefaults.Clients;

/// <summary>Adds the access token and, where the caller set none, a deadline and a request_id to every call.</summary>
internal sealed class TokenInterceptor(IAccessTokenSource tokens, string audience) : Interceptor
{
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(10);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var started = Start(request, context, continuation);
        return new AsyncUnaryCall<TResponse>(
            Response(started),
            Headers(started),
            () => started.IsCompletedSuccessfully ? started.Result.GetStatus() : Status.DefaultCancelled,
            () => started.IsCompletedSuccessfully ? started.Result.GetTrailers() : [],
            () =>
            {
                if (started.IsCompletedSuccessfully)
                {
                    started.Result.Dispose();
                }
            });
    }

    private async Task<AsyncUnaryCall<TResponse>> Start<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        where TRequest : class
        where TResponse : class
    {
        RequestIds.FillIn(request);
        var token = await tokens.GetTokenAsync(audience, context.Options.CancellationToken);
        var headers = context.Options.Headers ?? [];
        if (token is not null)
        {
            headers.Add("authorization", $"Bearer {token}");
        }

        var options = context.Options.WithHeaders(headers);
        if (options.Deadline is null)
        {
            options = options.WithDeadline(TimeProvider.System.GetUtcNow().UtcDateTime + DefaultDeadline);
        }

        return continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
    }

    private static async Task<TResponse> Response<TResponse>(Task<AsyncUnaryCall<TResponse>> started) => await (await started).ResponseAsync;

    private static async Task<Metadata> Headers<TResponse>(Task<AsyncUnaryCall<TResponse>> started) => await (await started).ResponseHeadersAsync;
}
