using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;

namespace ServiceDefaults.Paging;

/// <summary>
/// Ties every page token to its list: the rpc, its filters and, for customers, whose list it is. Elsewhere the token would point at a place in
/// another order, and rows would be missing in silence. What the list itself put into the token is its own matter.
/// </summary>
internal sealed class PageTokenInterceptor : Interceptor
{
    private const string Field = "page_token";
    private static readonly string[] AnswerFields = ["next_page_token", "previous_page_token"];
    private static readonly string[] PlaceFields = [Field, "page_size", "from_end"];
    private const int HashBytes = 9;
    private static readonly int HashLength = Base64Url.GetEncodedLength(HashBytes);

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (request is not IMessage message || TextField(message, Field) is not { } field)
        {
            return await continuation(request, context);
        }

        var token = (string)field.GetValue(message);
        var list = ListOf(message, context);
        if (token.Length > 0)
        {
            field.SetValue(message, Open(token, list));
        }

        var response = await continuation(request, context);
        foreach (var answer in AnswerFields)
        {
            if (response is IMessage page && TextField(page, answer) is { } answerField && answerField.GetValue(page) is string { Length: > 0 } place)
            {
                answerField.SetValue(page, list + place);
            }
        }

        return response;
    }

    private static string Open(string token, string list) => token.Length > HashLength && token.StartsWith(list, StringComparison.Ordinal)
        ? token[HashLength..]
        : throw DomainException.InvalidArgument(Field, "NOT_A_TOKEN", "is not a next_page_token of this list with these filters.");

    /// <summary>The same for every page of a list, whatever its size, from whichever end it is read.</summary>
    private static string ListOf(IMessage request, ServerCallContext context)
    {
        var filters = request.Descriptor.Parser.ParseFrom(request.ToByteArray());
        foreach (var place in PlaceFields)
        {
            filters.Descriptor.FindFieldByName(place)?.Accessor.Clear(filters);
        }

        var caller = context.UserState.TryGetValue(typeof(Caller), out var known) ? ((Caller)known).CustomerId : null;
        byte[] list = [.. Encoding.UTF8.GetBytes($"{context.Method}\n{caller}\n"), .. filters.ToByteArray()];
        return Base64Url.EncodeToString(SHA256.HashData(list).AsSpan(0, HashBytes));
    }

    private static IFieldAccessor? TextField(IMessage message, string name) =>
        message.Descriptor.FindFieldByName(name) is { FieldType: FieldType.String, IsRepeated: false } field ? field.Accessor : null;
}
