namespace Browser.Tests.Reading;

/// <summary>The screens on a small telephone, 360 pixels wide.</summary>
public sealed class NarrowTests(House house) : BrowserTest(house)
{
    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    [InlineData("it")]
    [InlineData("pl")]
    public async Task No_page_has_to_be_scrolled_sideways(string language)
    {
        var pages = await House.Tour(Look.Narrow with { Language = language });
        pages.Where(page => page.Width > Look.Narrow.Width).Select(page => $"{page.Path} is {page.Width} wide").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_whole_close_dialog_can_be_reached()
    {
        var order = await AdminOrder(await Given.RunningOrder(), Look.Narrow);
        var dialog = await order.OpenDialog();

        await dialog.Reason.FillAsync("Too expensive");
        await dialog.Submit.ClickAsync();

        await Expect(order.Tag).ToHaveTextAsync("Churned");
    }

    [Fact]
    public async Task The_menu_opens_by_its_button()
    {
        var page = await Staff(Look.Narrow);
        await page.GotoAsync("/admin/subscriptions");
        await Expect(page.Locator("#navigation")).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await page.Locator("#navigation").GetByRole(AriaRole.Link, new() { Name = "Recurring plans" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Recurring plans");
    }
}
