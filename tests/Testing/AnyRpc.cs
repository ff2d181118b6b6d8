using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Testing;

/// <summary>Calls rpcs that a test knows by their descriptors alone.</summary>
public static class AnyRpc
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <returns>What it answered, or why it was refused: one of both is null.</returns>
    public static async Task<(IMessage? Answer, Refused? Refused)> Call(this CallInvoker invoker, MethodDescriptor rpc, IMessage request)
    {
        var method = new Method<byte[], byte[]>(MethodType.Unary, rpc.Service.FullName, rpc.Name, Bytes, Bytes);
        try
        {
            return (rpc.OutputType.Parser.ParseFrom(await invoker.AsyncUnaryCall(method, null, default, request.ToByteArray()).ResponseAsync), null);
        }
        catch (RpcException e)
        {
            return (null, Refused.From(e));
        }
    }

    /// <summary>An empty request of the rpc with some of its fields set; fields that it does not have are left out.</summary>
    public static IMessage Request(this MethodDescriptor rpc, params (string Field, object Value)[] fields)
    {
        var request = rpc.InputType.Parser.ParseFrom([]);
        foreach (var (name, value) in fields)
        {
            rpc.InputType.FindFieldByName(name)?.Accessor.SetValue(request, value);
        }

        return request;
    }
}
