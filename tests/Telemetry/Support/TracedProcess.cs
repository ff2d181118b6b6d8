using System.Net;

namespace Telemetry.Tests.Support;

/// <summary>
/// One process that exports to a receiver, and what happened in it: a close in the admin screen, one by an application that samples
/// nothing, a request for a sign-in link, a refusal. By now it has been stopped. It exports rarely, so what the receiver has, it was given at the end.
/// </summary>
public sealed class TracedProcess : IAsyncLifetime
{
    public const string Reason = "We have moved to Timbuktu for good";
    public const string UnsampledTrace = "0af7651916cd43dd8448eb211c80319c";

    private readonly DataFolder _data = new();
    private OtlpReceiver _receiver = null!;

    public ReceivedTelemetry Received => _receiver.Received;

    /// <summary>What it wrote to its console.</summary>
    public string Output { get; private set; } = "";

    public string AdminToken { get; private set; } = "";

    /// <summary>The last thing that was asked of it before it was told to stop.</summary>
    public const string LastRoute = "GET /.well-known/openid-configuration";

    public async Task InitializeAsync()
    {
        _receiver = await OtlpReceiver.Start();
        var environment = _receiver.Environment(delayMilliseconds: 300_000);
        environment["OTEL_METRIC_EXPORT_INTERVAL"] = "300000";
        environment["Logging__Console__FormatterName"] = "json";
        environment["Logging__Console__FormatterOptions__IncludeScopes"] = "true";
        environment["Logging__LogLevel__Default"] = "Information";
        environment["Logging__LogLevel__Microsoft.EntityFrameworkCore.Database.Command"] = "Information";
        await using var process = StandaloneProcess.Run(["--data", _data.Path, "--no-demo", .. StandaloneProcess.Ports()], environment);
        var ready = await process.Ready();
        AdminToken = ready.AdminLink.Segments[^1];
        using var client = await process.SignIn();
        var business = await TracedBusiness.Open(client);
        var order = await business.Order("one", daysAgo: 10);
        var dark = await business.Order("two", daysAgo: 10);
        await _data.Settled();

        using var staff = new Browser(ready.Gateway);
        await staff.Open(ready.AdminLink);
        var closed = await staff.Submit(
            $"/admin/subscriptions/{order}", $"/admin/subscriptions/{order}/close", ("reason", Reason), ("when", "now"), ("credit", "prorated"));
        closed.ShouldBe(HttpStatusCode.Found);

        await business.Close(dark, Reason, $"00-{UnsampledTrace}-b7ad6b7169203331-00");
        await business.AskForNothing();
        using var customer = new Browser(ready.Gateway);
        await _data.Settled();
        var mails = _data.Mails().Count;
        var asked = await customer.Submit("/portal/sign-in", "/portal/sign-in", ("email", TracedBusiness.CustomerEmail));
        asked.ShouldBe(HttpStatusCode.OK);
        await Eventually.Async(() => Task.FromResult(_data.Mails().Count > mails), "the mailed sign-in link");
        await _data.Settled();

        (await client.Http.GetAsync(new Uri("/.well-known/openid-configuration", UriKind.Relative))).Dispose();
        process.Signal("TERM");
        (await process.Exited()).ShouldBe(0);
        Output = process.Output;
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _data.Dispose();
    }
}
