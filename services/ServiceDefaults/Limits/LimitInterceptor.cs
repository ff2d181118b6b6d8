using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace ServiceDefaults.Limits;

/// <summary>Holds calls to the limits that their services have registered.</summary>
internal sealed class LimitInterceptor(IEnumerable<ICallLimit> limits) : Interceptor
{
    private readonly ICallLimit[] _limits = [.. limits];

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (Array.Find(_limits, limit => limit.Covers(context.Method)) is not { } limit || await limit.Take((IMessage)request, context) is not { } giveBack)
        {
            return await continuation(request, context);
        }

        var response = await continuation(request, context);
        await giveBack();
        return response;
    }
}
