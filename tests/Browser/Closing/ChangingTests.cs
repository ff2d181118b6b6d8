namespace Browser.Tests.Closing;

/// <summary>Plan and quantity are changed in a dialog that first shows what the change does.</summary>
public sealed class ChangingTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task Staff_see_what_a_change_does_and_do_it()
    {
        var pro = await Given.Plan();
        var running = await Given.RunningOrder();
        var order = await AdminOrder(running);
        await order.Bar.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        var dialog = order.Page.Locator("#change-dialog");
        await dialog.Locator("#change-plan").SelectOptionAsync(pro.Id);
        await dialog.Locator("#change-quantity").FillAsync("3");
        var before = await Given.Everything(running);

        await dialog.Locator("#change-quantity").BlurAsync();

        var effect = dialog.Locator("#change-effect");
        await Expect(effect).ToContainTextAsync("120.00");
        await Expect(effect).ToContainTextAsync("Change of MRR");
        await Expect(effect).ToContainTextAsync("The subscription has changed");
        await Expect(dialog.Locator("#change-plan")).ToHaveValueAsync(pro.Id);
        (await Given.Everything(running)).ShouldBe(before);
        await dialog.Locator("button[type=submit].button-primary").ClickAsync();

        await Expect(order.Page.Locator("#lines")).ToContainTextAsync("120.00");
        await Given.ChatterWith(running, "_CHANGED");
        await Given.Mailed(running, "subscription_changed");
    }

    [Fact]
    public async Task A_customer_lowers_the_quantity_with_the_next_period_and_takes_that_back()
    {
        var plan = await Given.Plan(switches: ["quantityChangeable"]);
        var running = await Given.RunningOrder(plan: plan);
        await Api.Post($"subscriptions/{running.Id}:change", new System.Text.Json.Nodes.JsonObject { ["quantity"] = 3 });
        var order = await PortalOrder(running);
        await order.Side.GetByRole(AriaRole.Button, new() { Name = "Change plan or quantity" }).ClickAsync();
        var dialog = order.Page.Locator("#change-dialog");
        await Expect(dialog.Locator("#change-plan")).ToHaveCountAsync(0);
        await dialog.Locator("#change-quantity").FillAsync("1");

        await dialog.Locator("#change-quantity").BlurAsync();
        await Expect(dialog.Locator("#change-effect")).ToContainTextAsync("The subscription changes with the next period");
        await Expect(dialog.Locator("#change-effect")).Not.ToContainTextAsync("MRR");
        await dialog.Locator("button[type=submit].button-primary").ClickAsync();

        await Expect(order.Page.Locator("#pending-change")).ToBeVisibleAsync();
        await order.Page.Locator("#pending-change button").ClickAsync();
        await Expect(order.Page.Locator("#pending-change")).ToHaveCountAsync(0);
        await Given.ChatterWith(running, "CHANGE_CANCELLED");
    }

    [Fact]
    public async Task A_close_says_which_change_it_cancels_and_its_undo_that_it_comes_back()
    {
        var (running, reason) = (await Given.RunningOrder(), await Given.Reason());
        await Api.Post($"subscriptions/{running.Id}:change", new System.Text.Json.Nodes.JsonObject { ["quantity"] = 3 });
        await Api.Post($"subscriptions/{running.Id}:change", new System.Text.Json.Nodes.JsonObject { ["quantity"] = 2 });
        var order = await AdminOrder(running);
        await Expect(order.Page.Locator("#pending-change")).ToContainTextAsync("Changes to 2 × ");
        var dialog = await order.OpenDialog();

        await Expect(dialog.Root.Locator("#close-effect-change")).ToContainTextAsync("Changes to 2 × ");
        await dialog.Reason.FillAsync(reason.Label);
        await dialog.Submit.ClickAsync();

        var undo = order.Page.Locator("#reversible-close");
        await Expect(undo).ToContainTextAsync("comes back when the close is taken back");
        await Expect(order.Page.Locator("#pending-change")).ToHaveCountAsync(0);
        await undo.Locator("button").ClickAsync();
        await Expect(order.Page.Locator("#pending-change")).ToContainTextAsync("Changes to 2 × ");
    }

    [Fact]
    public async Task The_price_after_a_change_is_shown_with_what_a_coupon_takes_off_and_until_when()
    {
        var (running, coupon) = (await Given.RunningOrder(), await Given.Coupon());
        await Given.ApplyCoupon(running, coupon);
        var order = await AdminOrder(running);
        await order.Bar.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        var dialog = order.Page.Locator("#change-dialog");
        await dialog.Locator("#change-quantity").FillAsync("2");
        await dialog.Locator("#change-when").SelectOptionAsync("end_of_period");

        await dialog.Locator("#change-quantity").BlurAsync();

        await Expect(dialog.Locator("#change-effect")).ToContainTextAsync("−€8.00");
        await Expect(dialog.Locator("[data-part=discounted-price]")).ToContainTextAsync("€72.00");
        await Expect(dialog.Locator("[data-part=discounted-price]")).ToContainTextAsync(": €80.00");
    }
}
