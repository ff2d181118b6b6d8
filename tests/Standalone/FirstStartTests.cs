using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Standalone.Tests.Support;
using Xunit.Abstractions;

namespace Standalone.Tests;

/// <summary>What a person finds who has just started the program for the first time.</summary>
[Collection(DemoCollection.Name)]
public sealed class FirstStartTests(DemoProcess demo, ITestOutputHelper log)
{
    private const int MemoryBound = 420;

    [Fact]
    public async Task The_ready_line_says_how_to_get_in()
    {
        var ready = await demo.Process.Ready();
        ready.Data.ShouldBe(demo.Data.Path);
        ready.ClientId.ShouldNotBeEmpty();
        ready.ClientSecret.Length.ShouldBeGreaterThanOrEqualTo(32);
        using var browser = new HttpClient { BaseAddress = ready.Gateway };
        var page = await browser.SignInByAsync(ready.AdminLink.ToString());
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.RequestMessage!.RequestUri!.AbsolutePath.ShouldStartWith("/admin");
        page.RequestMessage.RequestUri.AbsolutePath.ShouldNotContain("sign-in");
        (await browser.GetStringAsync(new Uri("/health/ready", UriKind.Relative))).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_says_how_it_is_and_which_version_it_is(string path)
    {
        using var browser = new HttpClient { BaseAddress = (await demo.Process.Ready()).Gateway };

        var answer = await browser.GetFromJsonAsync<JsonObject>(new Uri(path, UriKind.Relative));

        answer!.Select(pair => $"{pair.Key}: {pair.Value}").ShouldBe(["status: Healthy", $"version: {Repository.Version}"]);
    }

    [Fact]
    public async Task The_demo_business_has_orders_in_several_stages()
    {
        using var client = await demo.Process.SignIn();
        await DemoBusiness.ShouldBeWhole(client);
    }

    [Fact]
    public async Task The_demo_business_has_a_year_behind_it()
    {
        using var client = await demo.Process.SignIn();
        await DemoBusiness.ShouldCoverAYear(client);
    }

    [Fact]
    public async Task Its_figures_agree_with_each_other()
    {
        using var client = await demo.Process.SignIn();
        (await client.Client<Contracts.Subscriptions.V1.SelfCheckService.SelfCheckServiceClient>().GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
        (await client.Client<Contracts.Billing.V1.SelfCheckService.SelfCheckServiceClient>().GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_went_wrong_meanwhile()
    {
        demo.Process.Output.ShouldNotContain("fail:");
        demo.Process.Output.ShouldNotContain("crit:");
        demo.Process.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public void It_needs_less_than_420_megabytes()
    {
        log.WriteLine($"{demo.Process.ResidentMegabytes} MB resident");
        demo.Process.ResidentMegabytes.ShouldBeLessThan(MemoryBound);
    }

    /// <summary>Stripe's library is large: who does not charge by it does not carry it.</summary>
    [Fact]
    public void The_library_of_a_payment_provider_that_was_not_chosen_is_not_loaded()
    {
        var files = File.ReadLines($"/proc/{demo.Process.Id}/maps").Select(line => Path.GetFileName(line.Split(' ')[^1])).ToHashSet(StringComparer.Ordinal);

        files.ShouldContain("Billing.dll");
        files.ShouldNotContain("Stripe.net.dll");
    }
}
