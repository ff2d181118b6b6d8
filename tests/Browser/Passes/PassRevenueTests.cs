namespace Browser.Tests.Passes;

/// <summary>What passes brought, and what of it was never used.</summary>
public sealed class PassRevenueTests(House house) : BrowserTest(house)
{
    [Theory]
    [InlineData("en", "Price lists and passes", "Revenue of passes", "Revenue of passes by month and template", "€160.00", "€70.00")]
    [InlineData("pl", "Cenniki i abonamenty", "Przychody z abonamentów", "Przychody z abonamentów według miesiąca i szablonu", "160,00 €", "70,00 €")]
    public async Task Revenue_is_told_by_month_and_template_with_what_expired_unused(
        string language, string menu, string title, string chart, string sold, string breakage)
    {
        var template = await Given.PassTemplate();
        var expired = await Given.Pass(template, await Given.Customer());
        await Given.Visit(expired);
        await House.Age(expired, 45);
        await Given.PassIn(expired, "EXPIRED");
        await Given.Pass(template, await Given.Customer());

        var page = await Staff(Look.Usual with { Language = language });
        await page.GotoAsync("/admin/subscriptions");
        await page.GetByRole(AriaRole.Navigation, new() { Name = menu }).GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await page.GotoAsync("/admin/pass-revenue?currency=EUR");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = chart })).ToBeVisibleAsync();

        var row = page.Locator($"#pass-revenue-months tr[data-template='{template.Id}']");
        (await row.Locator("td").AllTextContentsAsync()).Select(text => text.Trim().Replace('\u00a0', ' '))
            .ShouldBe([template.Name, "2", sold, language == "en" ? "€0.00" : "0,00 €", breakage, "16", "1", "7"]);
        var file = await page.APIRequest.GetAsync("/admin/reports/pass-revenue.csv?currency=EUR");
        (file.Status, file.Headers["content-type"]).ShouldBe((200, "text/csv; charset=utf-8"));
        (await file.TextAsync()).ShouldContain($"{template.Name},2,EUR,160.00,0.00,70.00,16,1,7");

        await page.GotoAsync("/admin/pass-revenue?from=2026-05-01&until=2026-01-01");
        await Expect(page.Locator("#until-error")).ToBeVisibleAsync();
    }
}
