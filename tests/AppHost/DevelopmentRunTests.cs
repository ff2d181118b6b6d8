using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AppHost.Tests.Support;

namespace AppHost.Tests;

public sealed class DevelopmentRunTests
{
    private static readonly string[] Services = ["gateway", "plans", "subscriptions", "billing", "notifications"];
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_close_is_one_trace_over_all_processes_and_an_interrupt_ends_them_all()
    {
        await using var host = await AppHostUnderTest.Start();
        using (var client = await host.Process.SignIn())
        {
            await A_close_is_one_trace(host, client);
            await Every_replica_takes_calls_and_sends_traces_metrics_and_logs(host, client);
        }

        // Else the end would prove nothing.
        host.Processes().Count.ShouldBeGreaterThan(2 * Services.Length);
        host.Process.Signal("INT");
        (await host.Process.Exited(Bound)).ShouldBe(0);
        // The orchestrator itself ends last.
        await Eventually.Async(() => Task.FromResult(host.Processes().Count == 0), "every process to end", TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Without_servers_it_says_how_to_name_them()
    {
        using var home = new DataFolder();
        await using var process = StandaloneProcess.Run(
            [], new() { ["HOME"] = home.Path, ["ASPIRE_CONTAINER_RUNTIME"] = "no-such-engine", ["ConnectionStrings__rabbitmq"] = "amqp://localhost/" }, "AppHost");

        (await process.Exited(Bound)).ShouldBe(78);
        process.Output.ShouldContain("ConnectionStrings__postgres=");
        process.Output.ShouldNotContain("ConnectionStrings__rabbitmq");
    }

    private static async Task A_close_is_one_trace(AppHostUnderTest host, StandaloneClient client)
    {
        var business = await Business.Open(client);
        var order = await business.Confirm(await business.Quote("one"), "one");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/admin/api/v1/subscriptions/{order.Id}:close") { Content = JsonContent.Create(new { reason_text = "Moving abroad" }) };
        var traceId = ActivityTraceId.CreateRandom();
        request.Headers.Add("traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom()}-01");

        using var response = await client.Http.SendAsync(request);

        response.EnsureSuccessStatusCode();
        var closed = await response.Content.ReadFromJsonAsync<JsonObject>();
        ((string)closed!["stage"]!).ShouldBe("STAGE_CHURNED");
        await Eventually.Async(
            async () =>
            {
                var trace = await host.Dashboard.Trace(traceId.ToHexString());
                return Has(trace, "gateway", "POST /admin/api/v1/subscriptions")
                    && Has(trace, "subscriptions", "subscriptions.v1.SubscriptionService/CloseSubscription")
                    && Has(trace, "billing", "INSERT")
                    && Has(trace, "notifications", "INSERT ChatterEntries");
            },
            "the trace of the close, from the gateway to the chatter", Bound);
    }

    private static async Task Every_replica_takes_calls_and_sends_traces_metrics_and_logs(AppHostUnderTest host, StandaloneClient client)
    {
        var replicas = Services.SelectMany(service => new[] { $"{service}-1", $"{service}-2" }).ToList();
        var gateways = new[] { client.Http.BaseAddress!, new UriBuilder(client.Http.BaseAddress!) { Port = client.Http.BaseAddress!.Port + 10 }.Uri };
        IReadOnlyList<DashboardApi.Sender> senders = [];
        try
        {
            await Eventually.Async(
                async () =>
                {
                    foreach (var path in new[] { "plans", "subscriptions", "invoices", "mails" })
                    {
                        // Twice in a row, as the gateway goes round over the replicas with every call that it takes.
                        foreach (var gateway in new[] { gateways[0], gateways[0], gateways[1], gateways[1] })
                        {
                            using var response = await client.Http.GetAsync(new Uri(gateway, $"/admin/api/v1/{path}"));
                            response.EnsureSuccessStatusCode();
                        }
                    }

                    senders = await host.Dashboard.Senders();
                    return replicas.All(name => senders.Contains(new DashboardApi.Sender(name, HasLogs: true, HasTraces: true, HasMetrics: true)));
                },
                "traces, metrics and logs of every replica", Bound);
        }
        catch (ShouldAssertException e)
        {
            throw new ShouldAssertException($"{e.Message}\n{string.Join('\n', senders)}");
        }
    }

    private static bool Has(IReadOnlyList<DashboardApi.Span> trace, string service, string name) =>
        trace.Any(span => span.Process.StartsWith($"{service}-", StringComparison.Ordinal) && span.Name.StartsWith(name, StringComparison.Ordinal));
}
