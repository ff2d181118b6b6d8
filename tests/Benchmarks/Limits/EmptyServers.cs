using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace Benchmarks.Limits;

/// <summary>What the same frameworks do when there is nothing to do.</summary>
internal static class EmptyServers
{
    /// <summary>A unary call that needs no token and says nothing.</summary>
    public static Task Grpc(Uri at)
    {
        var builder = Builder(at, HttpProtocols.Http2);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<EmptyHealth>();
        return Run(app);
    }

    public static Task Http(Uri at)
    {
        var app = Builder(at, HttpProtocols.Http1).Build();
        app.Run(context =>
        {
            context.Response.ContentLength = 0;
            return Task.CompletedTask;
        });
        return Run(app);
    }

    /// <summary>YARP with one route to one destination.</summary>
    public static Task Proxy(Uri at, Uri to)
    {
        var builder = Builder(at, HttpProtocols.Http1);
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "one", Match = new RouteMatch { Path = "/{**rest}" } }],
            [new ClusterConfig { ClusterId = "one", Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = to.ToString() } } }]);
        var app = builder.Build();
        app.MapReverseProxy();
        return Run(app);
    }

    private static WebApplicationBuilder Builder(Uri at, HttpProtocols protocols)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(at.Port, listen => listen.Protocols = protocols));
        return builder;
    }

    private static async Task Run(WebApplication app)
    {
        await app.StartAsync();
        Console.WriteLine("ready");
        await app.WaitForShutdownAsync();
    }

    private sealed class EmptyHealth : Health.HealthBase
    {
        private static readonly HealthCheckResponse Nothing = new();

        public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) => Task.FromResult(Nothing);
    }
}
