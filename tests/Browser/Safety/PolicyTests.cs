namespace Browser.Tests.Safety;

/// <summary>What every page is held to. That nothing was blocked or logged is asked of every window of every test.</summary>
public sealed class PolicyTests(House house) : BrowserTest(house)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_page_answers_well_under_a_policy_without_inline_code(bool dark)
    {
        var wrong = new List<string>();
        await OnEveryPage(new Look(Dark: dark), async (page, path) =>
        {
            var answer = (await page.ReloadAsync())!;
            var policy = await answer.HeaderValueAsync("content-security-policy") ?? "";
            if (!answer.Ok || !policy.Contains("default-src 'none'", StringComparison.Ordinal) || policy.Contains("unsafe", StringComparison.Ordinal))
            {
                wrong.Add($"{path} answered {answer.Status} with the policy {policy}");
            }
        });
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_went_wrong_inside_the_product_unnoticed()
    {
        await OnEveryPage(Look.Usual, (_, _) => Task.CompletedTask);
        var at = House.Log.IndexOf("Unhandled exception", StringComparison.OrdinalIgnoreCase);
        at.ShouldBe(-1, at < 0 ? "" : House.Log.Substring(at, Math.Min(3000, House.Log.Length - at)));
        House.Log.ShouldNotContain("crit:");
    }
}
