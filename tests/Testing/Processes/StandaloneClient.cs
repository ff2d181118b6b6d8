using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Testing.Processes;

/// <summary>An internal application, signed in by client credentials: gRPC to the services, JSON to the gateway.</summary>
public sealed class StandaloneClient : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly CallInvoker _invoker;

    private StandaloneClient(Ready ready, string token, Func<HttpMessageHandler> handler)
    {
        Http = new HttpClient(handler()) { BaseAddress = ready.Gateway };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _channel = GrpcChannel.ForAddress(ready.Grpc, new GrpcChannelOptions { HttpHandler = handler(), DisposeHttpClient = true });
        _invoker = _channel.Intercept(headers =>
        {
            headers.Add("authorization", $"Bearer {token}");
            return headers;
        });
    }

    public HttpClient Http { get; }

    /// <param name="handler">How to connect, where certificates need a word.</param>
    public static async Task<StandaloneClient> SignIn(Ready ready, Func<HttpMessageHandler>? handler = null)
    {
        handler ??= () => new SocketsHttpHandler();
        using var http = new HttpClient(handler()) { BaseAddress = ready.Gateway };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = ready.ClientId,
            ["client_secret"] = ready.ClientSecret,
        });
        using var response = await http.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
        var token = await response.Content.ReadFromJsonAsync<JsonObject>();
        return new StandaloneClient(ready, token!["access_token"]!.GetValue<string>(), handler);
    }

    public TClient Client<TClient>()
        where TClient : ClientBase<TClient> => (TClient)Activator.CreateInstance(typeof(TClient), _invoker)!;

    public void Dispose()
    {
        Http.Dispose();
        _channel.Dispose();
    }
}
