using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using ServiceDefaults.Errors;

namespace ServiceDefaults.Requests;

/// <summary>
/// Refuses values that protobuf carries and no service can keep, wherever they stand in a request: texts with the character zero, which PostgreSQL
/// does not store, or with noncharacters, and instants outside the calendar. So every database answers alike, and no feature has to think of it.
/// </summary>
internal sealed class RequestInterceptor : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (request is IMessage message)
        {
            var validator = new FieldValidator();
            MessageValues.Validate(message, "", validator);
            validator.ThrowIfFailed();
        }

        return continuation(request, context);
    }
}
