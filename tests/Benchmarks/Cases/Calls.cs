using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Benchmarks.Cases;

/// <summary>The same client for both sides: one connection, the same token whether or not it is looked at.</summary>
internal sealed class Calls : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly string _token;

    public Calls(Uri to, StandaloneClient client)
    {
        _channel = GrpcChannel.ForAddress(to);
        _token = $"Bearer {client.Http.DefaultRequestHeaders.Authorization!.Parameter}";
    }

    public TClient Client<TClient>()
        where TClient : ClientBase<TClient> => (TClient)Activator.CreateInstance(typeof(TClient), _channel.Intercept(headers =>
        {
            headers.Add("authorization", _token);
            return headers;
        }))!;

    public void Dispose() => _channel.Dispose();
}
