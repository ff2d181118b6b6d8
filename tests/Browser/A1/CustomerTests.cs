namespace Browser.Tests.A1;

/// <summary>Closing as a customer, in the portal.</summary>
public sealed class CustomerTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task A1_13_Close_Subscription_stands_at_the_left_of_the_order()
    {
        var order = await PortalOrder(await Given.RunningOrder());

        var button = await order.CloseButton.Box();
        var sheet = await order.Sheet.Box();

        button.Right().ShouldBeLessThan(sheet.X);
        button.X.ShouldBeLessThan(order.Page.ViewportSize!.Width / 2);
    }

    [Fact]
    public async Task A1_13_Close_Subscription_stands_at_the_right_in_Persian()
    {
        var order = await PortalOrder(await Given.RunningOrder(await Given.Customer(language: "fa")));
        await Expect(order.DialogOpener).ToHaveTextAsync("بستن اشتراک");

        var button = await order.DialogOpener.Box();
        var sheet = await order.Sheet.Box();

        button.X.ShouldBeGreaterThan(sheet.Right());
        button.X.ShouldBeGreaterThan(order.Page.ViewportSize!.Width / 2);
    }

    [Fact]
    public async Task A1_14_It_opens_a_pop_up_with_the_list_of_reasons_and_no_room_for_another()
    {
        var reason = await Given.Reason();
        var order = await PortalOrder(await Given.RunningOrder());

        var dialog = await order.OpenDialog();

        (await dialog.Reason.EvaluateAsync<string>("field => field.tagName")).ShouldBe("SELECT");
        var offered = await dialog.Reason.Locator("option:not([value=''])").AllTextContentsAsync();
        offered.ShouldBe(await Configured());
        offered.ShouldContain(reason.Label);
        await Expect(dialog.Root.Locator("input[type=text], input[list], datalist")).ToHaveCountAsync(0);
        await Expect(dialog.Root.Locator("textarea")).ToHaveCountAsync(1);
        await Expect(dialog.Comment).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A1_14_The_customer_must_choose()
    {
        var running = await Given.RunningOrder();
        var before = await Given.Everything(running);
        var order = await PortalOrder(running);
        var dialog = await order.OpenDialog();

        await dialog.Submit.ClickAsync();
        (await dialog.ReasonIsAccepted()).ShouldBeFalse();

        await dialog.Reason.EvaluateAsync("field => field.form.submit()");
        await Expect(dialog.Root.GetByText("This field is required.")).ToBeVisibleAsync();
        (await Given.Everything(running)).ShouldBe(before);
    }

    [Fact]
    public async Task A1_15_A_text_of_ones_own_is_refused_by_the_server_in_the_form()
    {
        var running = await Given.RunningOrder();
        var before = await Given.Everything(running);
        var order = await PortalOrder(running);
        await order.OpenDialog();

        await order.SubmitTampered("Because I say so");

        await Expect(order.Problem).ToBeVisibleAsync();
        (await Given.Everything(running)).ShouldBe(before);
    }

    [Fact]
    public async Task A1_15_A_retired_reason_is_refused_by_the_server_in_the_form()
    {
        var reason = await Given.Reason();
        var running = await Given.RunningOrder();
        var before = await Given.Everything(running);
        var order = await PortalOrder(running);
        var dialog = await order.OpenDialog();
        await Api.Post($"close-reasons/{reason.Id}:retire");

        await dialog.Reason.SelectOptionAsync(reason.Label);
        await dialog.Submit.ClickAsync();

        await Expect(order.Problem).ToContainTextAsync("This reason is no longer offered. Choose another.");
        (await Given.Everything(running)).ShouldBe(before);
    }

    [Theory]
    [InlineData("""{"reasonText":"Because I say so"}""")]
    [InlineData("""{"reason_text":"Because I say so"}""")]
    [InlineData("""{"reasonId":"Because I say so"}""")]
    [InlineData("""{"reasonId":"019a0000-0000-7000-8000-000000000000"}""")]
    [InlineData("""{"reasonId":""}""")]
    [InlineData("{}")]
    public async Task A1_15_A_reason_that_is_not_configured_is_refused_by_the_server_in_JSON(string body)
    {
        var running = await Given.RunningOrder();
        var before = await Given.Everything(running);
        var page = await Portal(running.Customer);

        var answer = await PortalApi.Close(page, running, body);

        answer.Status.ShouldBe(400, answer.Body.ToString());
        (await Given.Everything(running)).ShouldBe(before);
    }

    [Fact]
    public async Task A1_16_Submit_closes_the_subscription()
    {
        var reason = await Given.Reason();
        var running = await Given.RunningOrder();
        var order = await PortalOrder(running);
        var dialog = await order.OpenDialog();

        await dialog.Reason.SelectOptionAsync(reason.Label);
        await dialog.Submit.ClickAsync();

        await Expect(order.Tag).ToHaveTextAsync("Closed");
        await Expect(order.CloseButton).ToHaveCountAsync(0);
        (await Given.Stage(running)).ShouldEndWith("CHURNED");
    }

    [Fact]
    public async Task A1_17_The_portal_says_Closed_where_the_admin_view_says_Churned()
    {
        var closed = await Given.ClosedOrder(await Given.Reason());

        var portal = await PortalOrder(closed);
        await Expect(portal.Tag).ToHaveTextAsync("Closed");
        await Expect(portal.Page.Locator("main")).Not.ToContainTextAsync("Churned");
        await portal.Page.GotoAsync("/portal/subscriptions");
        await Expect(portal.Page.Locator(".plan-row .tag")).ToHaveTextAsync("Closed");

        await Expect((await AdminOrder(closed)).Tag).ToHaveTextAsync("Churned");
    }

    [Fact]
    public async Task A1_18_The_chosen_reason_shows_on_the_order_in_the_admin_view_and_in_its_chatter()
    {
        var reason = await Given.Reason();
        var running = await Given.RunningOrder();
        var portal = await PortalOrder(running);
        var dialog = await portal.OpenDialog();
        await dialog.Reason.SelectOptionAsync(reason.Label);
        await dialog.Submit.ClickAsync();
        await Expect(portal.Tag).ToHaveTextAsync("Closed");

        var admin = await AdminOrder(running);
        await Expect(admin.CloseReason).ToHaveTextAsync($"Close Reason: {reason.Label}");
        await admin.ReloadUntilChatterShows("Closed");
        await Expect(admin.Entries("Closed")).ToContainTextAsync(reason.Label);
        await Expect(admin.Entries("Closed").Locator("strong").First).ToHaveTextAsync(running.Customer.Name);
    }

    [Fact]
    public async Task A1_19_See_also_in_the_admin_view_leads_to_help_on_plans_subscriptions_and_products()
    {
        var order = await AdminOrder(await Given.RunningOrder());

        var titles = await SeeAlso(order.Page).AllTextContentsAsync();

        titles.Count.ShouldBe(3);
        await EachLeadsToContent(order.Page, order.Path, titles);
    }

    [Fact]
    public async Task A1_19_See_also_in_the_portal_leads_to_help_that_customers_need()
    {
        var order = await PortalOrder(await Given.RunningOrder());

        var titles = await SeeAlso(order.Page).AllTextContentsAsync();

        titles.ShouldNotBeEmpty();
        await EachLeadsToContent(order.Page, order.Path, titles);
    }

    private static ILocator SeeAlso(IPage page) =>
        page.GetByRole(AriaRole.Complementary, new() { Name = "See also" }).GetByRole(AriaRole.Link);

    private static async Task EachLeadsToContent(IPage page, string from, IReadOnlyList<string> titles)
    {
        foreach (var title in titles)
        {
            await page.GotoAsync(from);
            await SeeAlso(page).And(page.GetByText(title, new() { Exact = true })).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
            (await page.Locator("article").InnerTextAsync()).Length.ShouldBeGreaterThan(200);
        }
    }

    private async Task<IReadOnlyList<string>> Configured()
    {
        var reasons = (await Api.Get("close-reasons?pageSize=200")).List("closeReasons");
        return [.. reasons.Where(reason => reason!["system"]?.GetValue<bool>() != true).Select(reason => reason!["label"]!["values"]!["en"]!.GetValue<string>())];
    }
}
