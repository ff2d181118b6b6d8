using System.Net;
using System.Net.Sockets;
using Telemetry.Tests.Support;

namespace Telemetry.Tests;

/// <summary>A collector that takes connections and never answers is worse than one that is away.</summary>
public sealed class UnreachableCollectorTests
{
    [Fact]
    public async Task Does_not_hurt_the_service_and_does_not_hold_up_its_end()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var data = new DataFolder();
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        };
        await using var process = StandaloneProcess.Run(["--data", data.Path, "--no-demo", .. StandaloneProcess.Ports()], environment);
        using var client = await process.SignIn();
        var business = await TracedBusiness.Open(client);
        var order = await business.Order("one", daysAgo: 10);

        await business.Close(order, "Moving abroad");
        await data.Settled();

        silent.Pending().ShouldBeTrue("it was tried");
        process.Signal("TERM");
        (await process.Exited(TimeSpan.FromSeconds(60))).ShouldBe(0);
    }
}
