using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Testing.Telemetry;

/// <summary>A collector on loopback that keeps in memory what processes export to it over OTLP (gRPC).</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app, ReceivedTelemetry received)
    {
        _app = app;
        Received = received;
    }

    /// <summary>For OTEL_EXPORTER_OTLP_ENDPOINT.</summary>
    public string Endpoint => _app.Urls.First();

    public ReceivedTelemetry Received { get; }

    /// <param name="port">0 for any that is free.</param>
    public static async Task<OtlpReceiver> Start(int port = 0)
    {
        var received = new ReceivedTelemetry();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(received);
        var app = builder.Build();
        app.MapGrpcService<TraceCollector>();
        app.MapGrpcService<MetricsCollector>();
        app.MapGrpcService<LogsCollector>();
        await app.StartAsync();
        return new OtlpReceiver(app, received);
    }

    /// <summary>What a process needs in its environment to export here, soon and everything.</summary>
    public Dictionary<string, string> Environment(int delayMilliseconds = 200) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Endpoint,
        ["OTEL_BSP_SCHEDULE_DELAY"] = $"{delayMilliseconds}",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = $"{delayMilliseconds}",
        // Spans that do not fit are dropped: the first seconds of a process bring many.
        ["OTEL_BSP_MAX_QUEUE_SIZE"] = "20000",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
    };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
