using Cluster.Tests.Support;
using Microsoft.Playwright;
using Testing.Telemetry;
using static Microsoft.Playwright.Assertions;

namespace Cluster.Tests;

/// <summary>One trace tells of a close, from the click in a browser to the chatter entry and the mail, across five processes and RabbitMQ.</summary>
[Collection(ClusterCollection.Name)]
public sealed class TraceTests(ClusterUnderTest cluster)
{
    private const float Bound = 30_000;

    [Fact]
    public async Task From_the_click_to_the_chatter_entry()
    {
        using var client = await cluster.SignIn();
        var order = (await Orders.Prepare(client, "trace", 1)).Single();
        await cluster.Settled();

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium-headless-shell", Args = ["--no-sandbox", "--disable-gpu", "--disable-software-rasterizer"] });
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            // The authority is the cluster's own; the browser does not know it.
            IgnoreHTTPSErrors = true, BaseURL = cluster.Gateways[0].ToString(), Locale = "en",
        });
        context.SetDefaultTimeout(Bound);
        var page = await context.NewPageAsync();
        await page.GotoAsync((await cluster.Run("admin-link")).Trim());
        await page.Locator("#confirm button").ClickAsync();
        await page.WaitForURLAsync("**/admin/subscriptions");
        await page.GotoAsync($"/admin/subscriptions/{order.Id}");
        await page.Locator("#order-bar").GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Close Reason" });
        await dialog.GetByLabel("Reason", new() { Exact = true }).FillAsync("Moving abroad");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        await Expect(page.Locator(".order-title .tag")).ToContainTextAsync("Churned", new() { Timeout = Bound });

        var trace = await CloseTrace.Of(cluster.Telemetry, bound: TimeSpan.FromMinutes(1));
        trace.ShouldBeWhole();
        trace.ShouldBeDescribed();
    }
}
