namespace Browser.Tests.Safety;

/// <summary>What every page is held to. That nothing was blocked or logged is asked of every window of every test.</summary>
public sealed class PolicyTests(House house) : BrowserTest(house)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_page_answers_well_under_a_policy_without_inline_code(bool dark)
    {
        var pages = await House.Tour(Look.Usual with { Dark = dark });
        pages.Where(page => page.Status != MainPages.StatusOf(page.Path) || !page.Policy.Contains("default-src 'none'", StringComparison.Ordinal) || page.Policy.Contains("unsafe", StringComparison.Ordinal))
            .Select(page => $"{page.Path} answered {page.Status} with the policy {page.Policy}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_went_wrong_inside_the_product_unnoticed()
    {
        await House.Tour(Look.Usual);
        var at = House.Log.IndexOf("Unhandled exception", StringComparison.OrdinalIgnoreCase);
        at.ShouldBe(-1, at < 0 ? "" : House.Log.Substring(at, Math.Min(3000, House.Log.Length - at)));
        House.Log.ShouldNotContain("crit:");
    }
}
