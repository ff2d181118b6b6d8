using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Tests.Clients;

/// <summary>A gRPC server on loopback that counts the connections and the calls it gets.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Counter _counter;

    private Replica(WebApplication app, Counter counter)
    {
        _app = app;
        _counter = counter;
    }

    public string Address => _app.Urls.First();

    public int Calls => _counter.Calls;

    /// <summary>That carried a request; a balancer opens them to see whether a replica is there.</summary>
    public int Connections => _counter.Connections.Count;

    /// <param name="https">Null for a server without TLS.</param>
    public static async Task<Replica> Start(Action<HttpsConnectionAdapterOptions>? https = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (https is not null)
            {
                listen.UseHttps(https);
            }
        }));
        var counter = new Counter();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(counter);
        var app = builder.Build();
        app.Use((context, next) =>
        {
            counter.Connections.TryAdd(context.Connection.Id, 0);
            return next(context);
        });
        app.MapGrpcService<Answers>();
        await app.StartAsync();
        return new Replica(app, counter);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    internal sealed class Counter
    {
        private int _calls;

        public ConcurrentDictionary<string, byte> Connections { get; } = new();

        public int Calls => _calls;

        public void Count() => Interlocked.Increment(ref _calls);
    }

    internal sealed class Answers(Counter counter) : Grpc.Health.V1.Health.HealthBase
    {
        public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
        {
            counter.Count();
            return Task.FromResult(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving });
        }
    }
}
