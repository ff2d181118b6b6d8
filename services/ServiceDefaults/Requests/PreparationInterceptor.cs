using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace ServiceDefaults.Requests;

/// <summary>Prepares the calls for which their services have registered it.</summary>
public sealed class PreparationInterceptor(IEnumerable<ICallPreparation> preparations) : Interceptor
{
    private readonly ICallPreparation[] _preparations = [.. preparations];

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (Array.Find(_preparations, preparation => preparation.Covers(context.Method)) is { } preparation)
        {
            await preparation.Prepare((IMessage)request, context);
        }

        return await continuation(request, context);
    }
}
