using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Gateway.Transcoding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using Testing;
using Testing.Fuzz;
using Xunit.Abstractions;

namespace Gateway.Tests.Fuzz;

public sealed class JsonFuzzOnSqlite(ITestOutputHelper output) : JsonFuzzTests(DatabaseProvider.Sqlite, output);

public sealed class JsonFuzzOnPostgres(ITestOutputHelper output) : JsonFuzzTests(DatabaseProvider.Postgres, output);

/// <summary>
/// Random requests to every route of the JSON APIs, with the real services behind: whatever is sent, nothing fails, and what was refused left
/// nothing behind.
/// </summary>
public abstract class JsonFuzzTests(DatabaseProvider database, ITestOutputHelper output)
{
    private const int AtOnce = 4;

    /// <summary>Pages that search: their query reaches the databases.</summary>
    private static readonly string[] Pages = ["/admin/subscriptions", "/admin/customers", "/admin/plans", "/admin/mailbox", "/admin/invoices", "/admin/products"];

    [Fact]
    public async Task No_request_fails_and_no_refused_one_leaves_anything_behind()
    {
        var run = FuzzRun.Read(1_000);
        output.WriteLine(run.ToString());
        await using var system = await RealServices.StartAsync(database);
        using var staff = await system.Gateway.StaffAsync();
        using var customer = system.Gateway.Browser();
        var ids = await Some(staff);
        await SignIn(customer, staff, ids[0]);
        var bindings = system.Gateway.Services.GetRequiredService<RpcCatalog>().Bindings;
        await RefusesZeroInSearches(staff, bindings);
        var faults = new ConcurrentQueue<string>();
        var (accepted, refused) = (new ConcurrentDictionary<string, string>(), new ConcurrentDictionary<string, string>());

        await Parallel.ForEachAsync(Enumerable.Range(0, run.Requests), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, ct) =>
        {
            var values = new HostileValues(new Random(HashCode.Combine(run.Seed, i)), ids);
            var binding = bindings[i % bindings.Count];
            var requestId = Guid.NewGuid().ToString();
            using var request = values.Once(40)
                ? new HttpRequestMessage(HttpMethod.Get, values.Pick(Pages) + values.Pick(["?q=%00", "?page=%00", "?q=%ED%A0%80&page=x"]))
                : new RandomRequests(values).To(binding, requestId);
            var what = $"{request.Method} {request.RequestUri} {(request.Content is null ? "" : await request.Content.ReadAsStringAsync(ct))}";
            using var response = await (request.RequestUri!.OriginalString.StartsWith("/portal", StringComparison.Ordinal) ? customer : staff).SendAsync(request, ct);
            (response.IsSuccessStatusCode ? accepted : refused)[requestId] = what;
            if ((int)response.StatusCode >= 500)
            {
                faults.Enqueue($"{i}: {(int)response.StatusCode} for {(what.Length > 1_000 ? what[..1_000] : what)}: {await response.Content.ReadAsStringAsync(ct)}");
            }
        });

        faults.ShouldBeEmpty($"{run}\n{string.Join('\n', faults.Take(10))}");
        accepted.Count.ShouldBeGreaterThan(run.Requests / 20, "too few requests came far enough to mean anything");
        foreach (var kept in await RequestIds(system.Services))
        {
            refused.ContainsKey(kept).ShouldBeFalse($"{run}: {refused.GetValueOrDefault(kept)} was refused and yet kept its effect");
        }
    }

    /// <summary>Every list that searches, also on the database that takes no text with the character zero.</summary>
    private static async Task RefusesZeroInSearches(HttpClient staff, IReadOnlyList<RpcBinding> bindings)
    {
        var lists = bindings.Where(b => b.Verb == "GET" && b.Template.Text.StartsWith("/admin", StringComparison.Ordinal) && b.Rpc.Method.InputType.FindFieldByName("query") is not null).ToList();
        lists.ShouldNotBeEmpty();
        foreach (var list in lists)
        {
            using var response = await staff.GetAsync(list.Template.Text + "?query=%00");
            (await response.ProblemAsync(HttpStatusCode.BadRequest))["violations"]![0]!["field"]!.GetValue<string>().ShouldBe("query", list.Template.Text);
        }
    }

    /// <summary>Ids of a few things, the customer's first.</summary>
    private static async Task<List<string>> Some(HttpClient staff)
    {
        var customer = await Create(staff, "customers", """{"name":"Ada","email":"ada@example.com","language":"en","timeZone":"Europe/Rome","currencyCode":"EUR"}""");
        var plan = await Create(staff, "plans", """{"name":{"values":{"en":"Pro"}},"price":{"currencyCode":"EUR","amount":"40"},"billingPeriod":{"unit":"month","count":1}}""");
        var order = await Create(staff, "subscriptions", $$"""{"customerId":"{{customer}}","planId":"{{plan}}"}""");
        var confirmed = await Create(staff, "subscriptions", $$"""{"customerId":"{{customer}}","planId":"{{plan}}"}""");
        using var response = await staff.PostAsync($"/admin/api/v1/subscriptions/{confirmed}:confirm", Http.Json("{}"));
        response.EnsureSuccessStatusCode();
        return [customer, plan, order, confirmed];
    }

    private static async Task<string> Create(HttpClient staff, string what, string json)
    {
        using var response = await staff.PostAsync($"/admin/api/v1/{what}", Http.Json(json));
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<string>();
    }

    private static async Task SignIn(HttpClient browser, HttpClient staff, string customerId)
    {
        using var created = await staff.PostAsync($"/admin/api/v1/customers/{customerId}:createPortalLink", Http.Json("{}"));
        using var response = await browser.SignInByAsync(new Uri((await created.ObjectAsync()).Text("link")).AbsolutePath);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static async Task<HashSet<string>> RequestIds(HostUnderTest host)
    {
        var ids = new HashSet<string>();
        await using var scope = host.Services.CreateAsyncScope();
        foreach (var module in host.Services.GetServices<ServiceModule>())
        {
            var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(module.Db);
            ids.UnionWith(await db.IdempotencyRecords.Select(r => r.RequestId).ToListAsync());
        }

        return ids;
    }
}
