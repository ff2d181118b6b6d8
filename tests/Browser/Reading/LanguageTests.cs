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
        var pages = await House.Tour(Look.Narrow with { Language = code });
        pages.SelectMany(page => page.MissingKeys().Select(key => $"{page.Path} shows {key}")).ShouldBeEmpty();
        pages.Where(page => (page.Language, page.Direction) != (code, code == "fa" ? "rtl" : "ltr")).Select(page => page.Path).ShouldBeEmpty($"marked as {name}");
    }

    [Fact]
    public async Task Persian_pages_write_Persian_digits_and_Jalali_dates()
    {
        var pages = await House.Tour(Look.Narrow with { Language = "fa" });
        pages.SelectMany(page => page.LatinDigits().Select(number => $"{page.Path} shows {number}")).ShouldBeEmpty();
        pages.SelectMany(page => page.Dates.Where(date => !JalaliYear().IsMatch(date)).Select(date => $"{page.Path} shows the date {date}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task Fields_and_choices_are_equally_high(string code)
    {
        var page = await Staff(new Look(Language: code));
        foreach (var path in new[] { "/admin/customers/new", "/admin/coupons/new", "/admin/reports" })
        {
            await page.GotoAsync(path);
            var heights = await page.Locator(".field :is(input, select):visible:not([role=switch], [type=checkbox])").EvaluateAllAsync<double[]>("fields => fields.map(field => field.getBoundingClientRect().height)");
            heights.Distinct().Count().ShouldBe(1, $"{path}: {string.Join(", ", heights)}");
            var spare = await page.Locator(".field select:visible").EvaluateAllAsync<double[]>(RoomAboveOneLine);
            spare.ShouldAllBe(pixels => pixels >= 0, $"{path} cuts the chosen option: {string.Join(", ", spare)}");
        }
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

    /// <summary>How much higher the inside of each choice is than a line of its font, in pixels: browsers give it no other line height.</summary>
    private const string RoomAboveOneLine = """
        fields => fields.map(field => {
          const style = getComputedStyle(field);
          const line = document.body.appendChild(document.createElement('div'));
          line.style.font = style.font;
          line.style.lineHeight = 'normal';
          line.textContent = field.selectedOptions[0]?.text || 'x';
          line.style.whiteSpace = 'nowrap';
          const needed = line.getBoundingClientRect().height;
          line.remove();
          return field.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom) - needed;
        })
        """;

    // 1 Farvardin 1400 to the end of 1499.
    [GeneratedRegex("(?<![۰-۹])۱۴[۰-۹]{2}(?![۰-۹])")]
    private static partial Regex JalaliYear();
}
