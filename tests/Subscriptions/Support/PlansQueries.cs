using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection;

namespace Subscriptions.Tests.Support;

/// <summary>What Subscriptions asks Plans, which may be away.</summary>
internal sealed class PlansQueries : Interceptor
{
    private int _asked;

    public int Asked => _asked;

    public bool IsAway { get; set; }

    /// <summary>Between the service under test and Plans.</summary>
    public void StandBetween(IServiceCollection services) => services.AddKeyedSingleton<CallInvoker>("plans", (provider, _) =>
        provider.GetRequiredService<GrpcClientFactory>().CreateClient<CallInvoker>("plans").Intercept(this));

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        Interlocked.Increment(ref _asked);
        return IsAway ? throw new RpcException(new Status(StatusCode.Unavailable, "Plans is away.")) : continuation(request, context);
    }
}
