namespace Browser.Tests.Reading;

/// <summary>The screens on a small telephone, 360 pixels wide, and on a tablet, 768 pixels.</summary>
public sealed class NarrowTests(House house) : BrowserTest(house)
{
    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    [InlineData("it")]
    [InlineData("pl")]
    public async Task No_page_has_to_be_scrolled_sideways_and_nothing_on_it_is_cut_off(string language)
    {
        var pages = await House.Tour(Look.Narrow with { Language = language });
        string.Join('\n', pages.SelectMany(page => page.CutOff.Select(part => $"{page.Path}, {part}"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task The_language_menu_opens_on_the_screen(string language)
    {
        var staff = await Staff(Look.Narrow with { Language = language });
        var portal = await Portal((await House.MainPages()).Customer, Look.Narrow with { Language = language });
        foreach (var width in Look.NarrowWidths)
        {
            await staff.SetViewportSizeAsync(width, Look.Narrow.Height);
            await staff.GotoAsync("/admin/subscriptions");
            await staff.Locator("[popovertarget=navigation]").ClickAsync();
            await OpensOnTheScreen(staff, width);
            await staff.GotoAsync("/admin/sign-in");
            await OpensOnTheScreen(staff, width);
            await portal.SetViewportSizeAsync(width, Look.Narrow.Height);
            await portal.GotoAsync("/portal/invoices");
            await OpensOnTheScreen(portal, width);
        }
    }

    [Fact]
    public async Task A_row_that_became_a_card_is_still_a_row_with_named_cells()
    {
        var order = await Given.RunningOrder();
        var page = await Staff(Look.Narrow);
        await page.GotoAsync($"/admin/invoices?customer={order.Customer.Id}");

        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = order.Customer.Name });
        await Expect(row.GetByRole(AriaRole.Cell)).ToHaveCountAsync(7);
        await Expect(page.GetByRole(AriaRole.Columnheader)).ToHaveCountAsync(8);
        var due = row.Locator("td").Last;
        (await due.EvaluateAsync<string>("cell => getComputedStyle(cell, '::before').content")).ShouldContain("Amount due");
        await Expect(due).ToContainTextAsync("€40.00");
        (await due.Box()).Y.ShouldBeGreaterThan((await row.Locator("th").Box()).Y);
    }

    private static async Task OpensOnTheScreen(IPage page, int width)
    {
        var menu = page.Locator("details.menu");
        await menu.Locator("summary").ClickAsync();
        foreach (var language in await menu.GetByRole(AriaRole.Link).AllAsync())
        {
            var box = await language.Box();
            box.X.ShouldBeGreaterThanOrEqualTo(0, page.Url);
            (box.X + box.Width).ShouldBeLessThanOrEqualTo(width, page.Url);
            box.Y.ShouldBeGreaterThanOrEqualTo(0, page.Url);
            (box.Y + box.Height).ShouldBeLessThanOrEqualTo(Look.Narrow.Height, page.Url);
        }
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
