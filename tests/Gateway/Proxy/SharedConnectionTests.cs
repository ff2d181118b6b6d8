using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Proxy;

/// <summary>Everyone's calls to a service share a connection: refusing some people's requests, however wrong, ends nobody else's.</summary>
public sealed class SharedConnectionTests
{
    [Fact]
    public async Task At_ten_bad_requests_a_second_all_correct_requests_of_others_succeed()
    {
        await using var system = await RealServices.StartAsync();
        using var staff = await system.Gateway.StaffAsync();
        using var other = await system.Gateway.ApplicationAsync();
        var customer = new { name = "Ada", email = "ada@example.com", language = new string('ị', 30_000), timeZone = "Europe/Rome", currencyCode = "EUR" };
        var draft = new JsonObject
        {
            ["lines"] = new JsonArray([.. Enumerable.Range(0, 100).Select(_ => new JsonObject { ["taxCode"] = "ị", ["unitPrice"] = new JsonObject { ["currencyCode"] = new string('ị', 1_000) } })]),
        };
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(4));
        var answers = new ConcurrentQueue<HttpStatusCode>();
        var bad = Task.Run(async () =>
        {
            using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            var refused = new List<HttpStatusCode>();
            while (!end.IsCancellationRequested)
            {
                await beat.WaitForNextTickAsync();
                refused.Add((await staff.PostAsync("/admin/api/v1/customers", Http.Json(System.Text.Json.JsonSerializer.Serialize(customer)))).StatusCode);
                refused.Add((await staff.PostAsync("/admin/api/v1/invoices", Http.Json(draft.ToJsonString()))).StatusCode);
            }

            return refused;
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                answers.Enqueue((await other.GetAsync(i % 2 == 0 ? "/admin/api/v1/customers" : "/admin/api/v1/plans")).StatusCode);
            }
        })));

        (await bad).ShouldAllBe(status => status == HttpStatusCode.BadRequest);
        answers.Count.ShouldBeGreaterThan(100);
        answers.ShouldAllBe(status => status == HttpStatusCode.OK);
    }
}
