namespace Browser.Tests.Passes;

/// <summary>Several expired passes are extended in one action, to bring their clients back.</summary>
public sealed class WinBackTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task Chosen_expired_passes_are_extended_together_and_it_shows_who_came_back()
    {
        var (template, last) = (await Given.PassTemplate(), Business.Unique());
        List<SoldPass> passes = [];
        foreach (var first in new[] { "Ada", "Bea", "Cora" })
        {
            var pass = await Given.Pass(template, await Given.Customer(name: $"{first} {last}"));
            await House.Age(pass, 45);
            await Given.PassIn(pass, "EXPIRED");
            passes.Add(pass);
        }

        var page = await Staff();
        await page.GotoAsync($"/admin/passes?state=expired&q={last}");
        await page.GetByLabel($"Choose {passes[0].Number}").CheckAsync();
        await page.GetByLabel($"Choose {passes[1].Number}").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Win back the chosen ones" }).ClickAsync();
        await Expect(page.Locator("#chosen")).ToHaveTextAsync("2 passes");
        await page.Locator("#count").FillAsync("0");
        await page.GetByRole(AriaRole.Button, new() { Name = "Extend" }).ClickAsync();
        await Expect(page.Locator("#count-error")).ToBeVisibleAsync();
        await page.Locator("#count").FillAsync("2");
        await page.Locator("#unit").SelectOptionAsync("Week");
        await page.Locator("#bonus_classes").FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Extend" }).ClickAsync();

        await Expect(page.Locator("#done")).ToContainTextAsync("The win-back has started");
        await Eventually.Async(
            async () =>
            {
                await page.ReloadAsync();
                return await page.Locator("#extended").TextContentAsync() == "2";
            },
            "both passes to be extended");
        (await Given.PassNow(passes[0])).Text("state").ShouldBe("PASS_STATE_ACTIVE");
        (await Given.PassNow(passes[0]))["remainingClasses"]!.GetValue<int>().ShouldBe(9);
        (await Given.PassNow(passes[2])).Text("state").ShouldBe("PASS_STATE_EXPIRED");

        await Given.Visit(passes[0]);
        await page.ReloadAsync();
        await Expect(page.Locator("#returned")).ToHaveTextAsync("1");
        await Expect(page.Locator("#win-back-passes tr", new() { HasText = passes[0].Number }).Locator("td").Last.Locator("time")).ToHaveCountAsync(1);
        await Expect(page.Locator("#win-back-passes tr", new() { HasText = passes[1].Number }).Locator("td").Last.Locator("time")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task All_expired_passes_that_the_reports_filter_matches_are_extended_however_many_pages_they_fill()
    {
        var (template, last) = (await Given.PassTemplate(terms: new() { ["overlapping"] = true }), Business.Unique());
        var buyer = await Given.Customer(name: $"Ada {last}");
        List<SoldPass> passes = [];
        for (var i = 0; i < 26; i++)
        {
            var pass = await Given.Pass(template, buyer);
            await House.Age(pass, 45);
            passes.Add(pass);
        }

        foreach (var pass in passes)
        {
            await Given.PassIn(pass, "EXPIRED");
        }

        var page = await Staff();
        await page.GotoAsync($"/admin/passes?state=expired&q={last}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Win back all that match: 26 passes" }).ClickAsync();
        await Expect(page.Locator("#chosen")).ToHaveTextAsync("26 passes");
        await page.Locator("#count").FillAsync("2");
        await page.Locator("#bonus_classes").FillAsync("-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Extend" }).ClickAsync();
        await Expect(page.Locator("#bonus_classes-error")).ToBeVisibleAsync();
        await Expect(page.Locator("#chosen")).ToHaveTextAsync("26 passes");
        await page.Locator("#bonus_classes").FillAsync("1");
        await page.Locator("#unit").SelectOptionAsync("Week");
        await page.GetByRole(AriaRole.Button, new() { Name = "Extend" }).ClickAsync();

        await Eventually.Async(
            async () =>
            {
                await page.ReloadAsync();
                return await page.Locator("#extended").TextContentAsync() == "26";
            },
            "all of them to be extended");
        (await Given.PassNow(passes[25])).Text("state").ShouldBe("PASS_STATE_ACTIVE");
    }
}
