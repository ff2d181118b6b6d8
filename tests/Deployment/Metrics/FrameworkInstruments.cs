using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Deployment.Tests.Metrics;

/// <summary>The framework's own instruments and tags, heard from a server and a client that talk to each other for the purpose.</summary>
public sealed class FrameworkInstruments : IAsyncLifetime
{
    private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"];

    private readonly ConcurrentDictionary<string, PrometheusMetric> _seen = [];
    private readonly ConcurrentDictionary<string, bool> _tags = [];

    internal IEnumerable<PrometheusMetric> All => _seen.Values;

    public IEnumerable<string> Tags => _tags.Keys;

    public async Task InitializeAsync()
    {
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (Meters.Contains(instrument.Meter.Name))
            {
                var kind = instrument.GetType().Name.Replace("Observable", "").Split('`')[0];
                _seen[instrument.Name] = new PrometheusMetric(instrument.Name, instrument.Unit ?? "", kind);
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Hear(tags));
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Hear(tags));
        listener.Start();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.MapGet("/", () => Results.NoContent());
        app.MapGet("/fault", void () => throw new InvalidOperationException());
        await app.StartAsync();
        using var client = new HttpClient();
        (await client.GetAsync(app.Urls.Single())).Dispose();
        (await client.GetAsync($"{app.Urls.Single()}/fault")).Dispose();
        listener.RecordObservableInstruments();
        // The server measures a request after its answer has gone.
        await app.StopAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private void Hear(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            _tags[PrometheusMetric.Clean(tag.Key)] = true;
        }
    }
}
