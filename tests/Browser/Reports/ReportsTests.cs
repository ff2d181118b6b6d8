using System.Text.RegularExpressions;

namespace Browser.Tests.Reports;

/// <summary>Staff read what recurs, who left and who stayed.</summary>
public sealed class ReportsTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task The_tables_say_what_the_API_says_and_can_be_taken_home()
    {
        var reason = await Given.Reason();
        await Given.ClosedOrder(reason);
        await Given.RunningOrder();
        var last = (await Api.Get("reports/mrr?currencyCode=EUR")).List("months")[^1]!.AsObject();

        var page = await Staff();
        await page.GotoAsync("/admin/subscriptions");
        await page.GetByRole(AriaRole.Link, new() { Name = "Reports" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "MRR over time" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "What changed the MRR" })).ToBeVisibleAsync();
        var counts = page.Locator("section[aria-labelledby=counts-title] tbody tr").Last.Locator("td");
        (await counts.AllTextContentsAsync()).Select(text => int.Parse(text.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe([(int)last["activeCount"]!, (int?)last["pausedCount"] ?? 0, (int)last["churnedCount"]!]);
        var row = page.Locator("section[aria-labelledby=churn-title] tbody tr").Filter(new() { HasText = reason.Label });
        await Expect(row).ToContainTextAsync("Voluntary");
        await Expect(row).ToContainTextAsync("€40.00");

        foreach (var name in new[] { "mrr", "counts", "churn", "retention", "dunning", "recovery" })
        {
            var file = await page.APIRequest.GetAsync($"/admin/reports/{name}.csv");
            (file.Status, file.Headers["content-type"]).ShouldBe((200, "text/csv; charset=utf-8"));
            (await file.BodyAsync())[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        }

        (await (await page.APIRequest.GetAsync("/admin/reports/churn.csv")).TextAsync()).ShouldMatch(Regex.Escape($"{reason.Label},voluntary,1,EUR,40.00"));
    }

    [Fact]
    public async Task A_span_that_cannot_be_shown_is_explained_beside_its_field()
    {
        var page = await Staff();
        await page.GotoAsync("/admin/reports?from=2026-05-01&until=2026-01-01");

        await Expect(page.Locator("#until-error")).ToBeVisibleAsync();
        await page.GotoAsync("/admin/reports?from=soon");
        await Expect(page.Locator("#from-error")).ToHaveTextAsync("From the month of: Enter a whole date: day, month and year.");
    }

    [Theory]
    [InlineData("en", 1400, false)]
    [InlineData("en", 1400, true)]
    [InlineData("en", 400, false)]
    [InlineData("fa", 1400, false)]
    public async Task Pictures_for_the_eye(string language, int width, bool dark)
    {
        await Given.ClosedOrder(await Given.Reason());
        var debtor = await Given.Customer();
        await Given.DunningCase(debtor, await Given.RunningOrder(debtor));
        var page = await Staff(new Look(Language: language, Width: width, Dark: dark, Height: 4000));
        await page.GotoAsync("/admin/reports");

        await Expect(page.Locator("svg.chart")).ToHaveCountAsync(3);
        await Pictures.Gallery.Take(page, $"{language}-{width}{(dark ? "-dark" : "")}-reports");
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue();
    }
}
