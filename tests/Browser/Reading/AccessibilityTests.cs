namespace Browser.Tests.Reading;

/// <summary>The basics that a script can check: names, labels, landmarks, headings.</summary>
public sealed class AccessibilityTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task Every_page_has_names_labels_landmarks_and_one_first_heading()
    {
        var pages = await House.Tour(Look.Usual);
        pages.SelectMany(page => page.Faults.Select(fault => $"{page.Path}: {fault}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_of_something_that_is_not_there_has_them_too()
    {
        var wrong = new List<string>();
        async Task Check(IPage page, string path) => wrong.AddRange((await PageFaults.Of(page)).Select(fault => $"{path}: {fault}"));

        await OnPages(await Staff(), MainPages.NotFoundByStaff, Check);
        await OnPages(await Portal(await Given.Customer()), MainPages.NotFoundByCustomers, Check);
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_Tab_offers_to_skip_to_the_content()
    {
        var page = await Staff();
        await page.GotoAsync("/admin/subscriptions");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("main")).ToBeFocusedAsync();
    }
}
