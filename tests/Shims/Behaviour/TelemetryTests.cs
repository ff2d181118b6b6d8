using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Xunit;

namespace Shims.Behaviour;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Telemetry_starts_with_the_host()
    {
        using var source = new ActivitySource(nameof(TelemetryTests));
        var seen = new Seen();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(source.Name).AddProcessor(seen));
        builder.Services.AddOpenTelemetry().WithMetrics();

        using (IHost host = builder.Build())
        {
            await host.StartAsync();
            source.StartActivity("work")?.Dispose();
            await host.StopAsync();
        }

        Assert.Equal(["work"], seen.Names);
        Assert.Single(builder.Services, service => service.ServiceType == typeof(IHostedService));
    }

    private sealed class Seen : BaseProcessor<Activity>
    {
        public List<string> Names { get; } = [];

        public override void OnEnd(Activity data) => Names.Add(data.DisplayName);
    }
}
