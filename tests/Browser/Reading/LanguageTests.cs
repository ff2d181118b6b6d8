using System.Text.RegularExpressions;

namespace Browser.Tests.Reading;

/// <summary>The screens speak five languages, everywhere.</summary>
public sealed partial class LanguageTests(House house) : BrowserTest(house)
{
    public static TheoryData<string, string> Languages => new()
    {
        { "en", "English" }, { "vi", "Tiếng Việt" }, { "fa", "فارسی" }, { "it", "Italiano" }, { "pl", "Polski" },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Every_page_has_all_its_words_in(string code, string name)
    {
        var wrong = new List<string>();
        await OnEveryPage(new Look(Language: code), async (page, path) =>
        {
            wrong.AddRange((await page.MissingKeys()).Select(key => $"{path} shows {key}"));
            if (await page.Locator($"html[lang={code}][dir={(code == "fa" ? "rtl" : "ltr")}]").CountAsync() != 1)
            {
                wrong.Add($"{path} is not marked as {name}");
            }
        });
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Persian_pages_write_Persian_digits_and_Jalali_dates()
    {
        var wrong = new List<string>();
        await OnEveryPage(new Look(Language: "fa"), async (page, path) =>
        {
            wrong.AddRange((await page.LatinDigits()).Select(number => $"{path} shows {number}"));
            wrong.AddRange((await page.Dates()).Where(date => !JalaliYear().IsMatch(date)).Select(date => $"{path} shows the date {date}"));
        });
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_language_menu_changes_the_language_and_it_stays(string code, string name)
    {
        var page = await Staff(new Look(Language: code == "en" ? "it" : "en"));
        await page.GotoAsync("/admin/plans");

        await page.Locator("details.menu summary").ClickAsync();
        await page.Locator("details.menu").GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", code);

        await page.GotoAsync("/admin/subscriptions");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", code);
        await Expect(page.Locator("details.menu summary")).ToContainTextAsync(name);
    }

    [Fact]
    public async Task The_portal_speaks_the_customers_own_language_until_another_is_picked()
    {
        var page = await Portal(await Given.Customer(language: "pl"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Moje subskrypcje");

        await page.Locator("details.menu summary").ClickAsync();
        await page.Locator("details.menu").GetByRole(AriaRole.Link, new() { Name = "Tiếng Việt" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Đăng ký của tôi");
    }

    // 1 Farvardin 1400 to the end of 1499.
    [GeneratedRegex("(?<![۰-۹])۱۴[۰-۹]{2}(?![۰-۹])")]
    private static partial Regex JalaliYear();
}
