using System.Text.Json.Nodes;

namespace Browser.Tests.A1;

/// <summary>Configuration, Close Reasons.</summary>
public sealed class CloseReasonListTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task A1_04_A_reason_is_added_and_offered_from_then_on()
    {
        var label = $"Reason {Business.Unique()}";
        var page = await Staff();

        await page.GotoAsync("/admin/subscriptions");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Configuration" }).GetByRole(AriaRole.Link, new() { Name = "Close Reasons" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "New", Exact = true }).ClickAsync();
        await page.GetByLabel("English").FillAsync(label);
        await Save(page);

        await Expect(Row(page, label)).ToBeVisibleAsync();
        (await Offered(await Given.RunningOrder())).ShouldContain(label);
    }

    [Fact]
    public async Task A1_04_A_reason_is_renamed_per_language()
    {
        var unique = Business.Unique();
        var reason = await Given.Reason();
        var page = await Staff();

        await page.GotoAsync($"/admin/close-reasons/{reason.Id}");
        await page.GetByLabel("English").FillAsync($"Price {unique}");
        await page.GetByLabel("Italiano").FillAsync($"Prezzo {unique}");
        await page.GetByLabel("فارسی").FillAsync($"قیمت {unique}");
        await Save(page);

        await Expect(Row(page, $"Price {unique}")).ToBeVisibleAsync();
        var italian = await Given.RunningOrder(await Given.Customer(language: "it"));
        (await Offered(italian)).ShouldContain($"Prezzo {unique}");
        var polish = await Given.RunningOrder(await Given.Customer(language: "pl"));
        (await Offered(polish)).ShouldContain($"Price {unique}", "English stands where nothing was translated");
    }

    [Fact]
    public async Task A1_04_Reasons_are_reordered_and_offered_in_that_order()
    {
        var first = await Given.Reason();
        var second = await Given.Reason();
        var page = await Staff();

        await page.GotoAsync("/admin/close-reasons");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Move up: {second.Label}" }).ClickAsync();
        await Expect(page.Locator($"tr:has-text('{second.Label}') + tr")).ToContainTextAsync(first.Label);

        var offered = await Offered(await Given.RunningOrder());
        offered.IndexOf(second.Label).ShouldBe(offered.IndexOf(first.Label) - 1);

        await page.GetByRole(AriaRole.Button, new() { Name = $"Move down: {second.Label}" }).ClickAsync();
        await Expect(page.Locator($"tr:has-text('{first.Label}') + tr")).ToContainTextAsync(second.Label);
    }

    [Fact]
    public async Task A1_04_A_retired_reason_is_offered_no_more_and_stays_readable_on_old_orders()
    {
        var reason = await Given.Reason();
        var old = await Given.RunningOrder();
        var portal = await PortalOrder(old);
        (await PortalApi.Close(portal.Page, old, $$"""{"reasonId":"{{reason.Id}}"}""")).Status.ShouldBe(200);
        await Given.Mailed(old, "subscription_closed");
        var page = await Staff();

        await page.GotoAsync("/admin/close-reasons");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Retire: {reason.Label}" }).ClickAsync();
        await Expect(Row(page, reason.Label)).ToContainTextAsync("Retired");

        (await Offered(await Given.RunningOrder())).ShouldNotContain(reason.Label);
        var order = await AdminOrder(old);
        await Expect(order.CloseReason).ToContainTextAsync(reason.Label);
        await Expect(order.Entries("Closed")).ToContainTextAsync(reason.Label);
        await portal.Page.ReloadAsync();
        await Expect(portal.Side).ToContainTextAsync(reason.Label);
    }

    [Fact]
    public async Task A1_04_A_retired_reason_can_be_restored()
    {
        var reason = await Given.Reason();
        await Api.Post($"close-reasons/{reason.Id}:retire");
        var page = await Staff();

        await page.GotoAsync("/admin/close-reasons");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Restore: {reason.Label}" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = $"Retire: {reason.Label}" })).ToBeVisibleAsync();

        (await Offered(await Given.RunningOrder())).ShouldContain(reason.Label);
    }

    [Fact]
    public async Task A1_04_A_reason_that_asks_for_a_comment_is_accepted_only_with_one()
    {
        var label = $"Reason {Business.Unique()}";
        await Api.Post("close-reasons", new JsonObject { ["code"] = $"code_{Business.Unique()}", ["label"] = Business.English(label), ["commentRequired"] = true });
        var running = await Given.RunningOrder();
        var order = await PortalOrder(running);
        var dialog = await order.OpenDialog();

        await dialog.Reason.SelectOptionAsync(label);
        await dialog.Submit.ClickAsync();
        await Expect(dialog.Root.GetByText("This field is required.")).ToBeVisibleAsync();
        (await Given.Stage(running)).ShouldEndWith("IN_PROGRESS");

        await dialog.Comment.FillAsync("We are moving abroad.");
        await dialog.Submit.ClickAsync();
        await Expect(order.Tag).ToHaveTextAsync("Closed");
    }

    [Fact]
    public async Task A1_04_A_system_reason_is_marked_renamed_and_never_retired()
    {
        var label = $"Bills not paid {Business.Unique()}";
        var page = await Staff();

        await page.GotoAsync("/admin/close-reasons");
        await page.Locator("tr:has-text('no_payment_method') th a").ClickAsync();
        await Expect(page.GetByLabel("Comment required")).ToHaveCountAsync(0);
        await page.GetByLabel("English").FillAsync(label);
        await Save(page);

        await Expect(Row(page, label)).ToContainTextAsync("System");
        await Expect(Row(page, label).GetByRole(AriaRole.Button, new() { Name = "Move down" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = $"Retire: {label}" })).ToHaveCountAsync(0);
        (await Offered(await Given.RunningOrder())).ShouldNotContain(label);
    }

    private static ILocator Row(IPage page, string label) => page.GetByRole(AriaRole.Row, new() { Name = label });

    private static async Task Save(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
    }

    /// <summary>What the customer can choose from.</summary>
    private async Task<List<string>> Offered(Order running)
    {
        var order = await PortalOrder(running);
        return [.. await order.Page.Locator("#reason option").AllTextContentsAsync()];
    }
}
