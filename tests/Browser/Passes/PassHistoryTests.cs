using System.Text.Json.Nodes;

namespace Browser.Tests.Passes;

/// <summary>Whatever a long pass has seen can be read on its page.</summary>
public sealed class PassHistoryTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task A2_25_The_ledger_and_the_visits_of_a_long_pass_are_paged_newest_first()
    {
        var pass = await Given.PassOf(await Given.Customer(), new JsonObject { ["classes"] = 70 });
        await Api.Post("visits:record", new JsonObject
        {
            ["lines"] = new JsonArray([.. Enumerable.Range(0, 60).Select(_ => (JsonNode)new JsonObject { ["customerId"] = pass.Buyer.Id })]),
        });
        var page = await Staff();
        await page.GotoAsync($"/admin/passes/{pass.Id}");

        var (ledger, visits) = (page.Locator("#ledger"), page.Locator("#attendance"));
        await Expect(ledger.Locator("tbody tr")).ToHaveCountAsync(50);
        await Expect(ledger.Locator("tbody tr").First).ToContainTextAsync("10");
        await Expect(visits.Locator("tbody tr")).ToHaveCountAsync(50);
        await Expect(page.Locator("#class-marks .class-note")).ToHaveCountAsync(60);

        await ledger.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickThrough();
        await Expect(ledger.Locator("tbody tr")).ToHaveCountAsync(11);
        await Expect(ledger.Locator("tbody tr").Last).ToHaveAttributeAsync("data-entry", "Grant");
        await Expect(visits.Locator("tbody tr")).ToHaveCountAsync(50);

        await visits.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickThrough();
        await Expect(visits.Locator("tbody tr")).ToHaveCountAsync(10);
        await Expect(ledger.Locator("tbody tr")).ToHaveCountAsync(11);
        await Expect(page.Locator("#class-marks .class-note")).ToHaveCountAsync(60);
        (await Axe.Violations(page)).ShouldBeEmpty();
    }
}
