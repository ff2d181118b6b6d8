using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;

namespace Testing;

/// <summary>Each call returns when all services of the host have handled what the called one has published: a test that changes a plan sees every copy of it follow.</summary>
internal sealed class FollowedChanges<TDb>(HostUnderTest host) : Interceptor
    where TDb : ServiceDb
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        return new AsyncUnaryCall<TResponse>(Followed(call.ResponseAsync), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    private async Task<TResponse> Followed<TResponse>(Task<TResponse> answer)
    {
        var response = await answer;
        await Eventually.Async(
            () => host.Read<TDb, bool>(async db => !await db.Outbox.AnyAsync(m => m.CompletedAt == null)), "what was published to be handled");
        return response;
    }
}
