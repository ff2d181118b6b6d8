using System.Diagnostics;
using System.Net;
using Contracts.Notifications.V1;
using Contracts.Subscriptions.V1;
using Standalone.Tests.Support;
using Xunit.Abstractions;

namespace Standalone.Tests;

/// <summary>An orderly end, and that the next start keeps everything.</summary>
public sealed class StopAndStartAgainTests(PreparedData prepared, ITestOutputHelper log) : IClassFixture<PreparedData>
{
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_stops_it_cleanly(string signal)
    {
        using var data = prepared.Copy();
        await using var process = await StandaloneProcess.Start(data.Path);
        process.Signal(signal);
        (await process.Exited(StopBound)).ShouldBe(0, process.Output);
        process.Output.ShouldNotContain("fail:");
        process.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task The_next_start_keeps_orders_chatter_mail_and_credentials()
    {
        using var data = prepared.Copy();
        string before;
        Ready credentials;
        await using (var first = await StandaloneProcess.Start(data.Path))
        {
            credentials = await first.Ready();
            using var client = await first.SignIn();
            await (await Business.Open(client)).Close(prepared.OrderId, "one");
            await data.Settled();
            before = await Everything(client);
            first.Signal("TERM");
            await first.Exited(StopBound);
        }

        await using var second = await StandaloneProcess.Start(data.Path);
        var ready = await second.Ready();
        ready.ClientId.ShouldBe(credentials.ClientId);
        ready.ClientSecret.ShouldBe(credentials.ClientSecret);
        using var again = await second.SignIn();
        (await Everything(again)).ShouldBe(before);
    }

    [Fact]
    public async Task A_session_of_the_first_run_goes_on_in_the_second()
    {
        using var data = prepared.Copy();
        string[] ports = StandaloneProcess.Ports();
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var browser = new HttpClient(handler);
        await using (var first = StandaloneProcess.Run(["--data", data.Path, "--no-demo", .. ports]))
        {
            await browser.SignInByAsync((await first.Ready()).AdminLink.ToString());
            await first.Kill();
        }

        await using var second = StandaloneProcess.Run(["--data", data.Path, "--no-demo", .. ports]);
        var ready = await second.Ready();
        using var page = await browser.GetAsync(new Uri(ready.Gateway, $"/admin/subscriptions/{prepared.OrderId}"));
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe($"/admin/subscriptions/{prepared.OrderId}");
        (await page.Content.ReadAsStringAsync()).ShouldContain("Ada Lovelace");
    }

    [Fact]
    public async Task A_warm_start_is_quick()
    {
        using var data = prepared.Copy();
        var watch = Stopwatch.StartNew();
        await using var process = await StandaloneProcess.Start(data.Path);
        var (waited, worked) = (watch.Elapsed, process.ProcessorTime);
        log.WriteLine($"ready after {waited.TotalSeconds:0.0} s, of them {worked.TotalSeconds:0.0} s of processor time; {process.ResidentMegabytes} MB resident");

        // Other processes may keep the machine busy; they do not count.
        worked.ShouldBeLessThan(StartBound);
    }

    private async Task<string> Everything(StandaloneClient client)
    {
        var order = await client.Client<SubscriptionService.SubscriptionServiceClient>().GetSubscriptionAsync(new GetSubscriptionRequest { Id = prepared.OrderId });
        var chatter = await client.Client<ChatterService.ChatterServiceClient>().ListChatterEntriesAsync(new ListChatterEntriesRequest { SubscriptionId = prepared.OrderId });
        var mails = await client.Client<MailService.MailServiceClient>().ListMailsAsync(new ListMailsRequest());
        chatter.Entries.ShouldNotBeEmpty();
        mails.Mails.ShouldNotBeEmpty();
        return $"{order}\n{chatter}\n{mails}";
    }
}
