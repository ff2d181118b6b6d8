namespace Browser.Tests.A1;

/// <summary>What the business allows its customers to do themselves.</summary>
public sealed class SelfServiceTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task A1_01_The_business_decides_whether_customers_manage_their_subscriptions_themselves()
    {
        var order = await PortalOrder(await Given.RunningOrder());
        await Expect(order.CloseButton).ToBeVisibleAsync();
        try
        {
            await SetSelfService(on: false);
            await order.Page.ReloadAsync();
            await Expect(order.CloseButton).ToHaveCountAsync(0);
            await Expect(order.Denial).ToContainTextAsync("Subscriptions are managed by our team.");

            await SetSelfService(on: true);
            await order.Page.ReloadAsync();
            await Expect(order.CloseButton).ToBeVisibleAsync();
        }
        finally
        {
            await Given.SelfService(enabled: true);
        }
    }

    [Fact]
    public async Task A1_02_New_creates_a_recurring_plan_that_can_be_opened_to_edit_it()
    {
        var page = await Staff();
        var name = $"Plan {Business.Unique()}";

        await page.GotoAsync("/admin/subscriptions");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Configuration" }).GetByRole(AriaRole.Link, new() { Name = "Recurring plans" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "New", Exact = true }).ClickAsync();
        await Name(page).FillAsync(name);
        await page.GetByLabel("Price", new() { Exact = true }).FillAsync("19.90");
        await Currency(page).FillAsync("EUR");
        await Save(page);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();

        await page.GotoAsync($"/admin/plans?q={name}");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = name })).ToContainTextAsync("€19.90");
        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Expect(page.GetByLabel("Price", new() { Exact = true })).ToHaveValueAsync("19.90");
        await Name(page).FillAsync($"{name} renamed");
        await Save(page);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"{name} renamed" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A1_02_The_form_says_by_which_calendar_months_are_counted_and_refuses_it_for_weeks()
    {
        var page = await Staff();
        var name = $"Plan {Business.Unique()}";
        await page.GotoAsync("/admin/plans/new");
        await Expect(Calendar(page)).ToHaveValueAsync("Gregorian");
        await Name(page).FillAsync(name);
        await page.GetByLabel("Price", new() { Exact = true }).FillAsync("19.90");
        await Currency(page).FillAsync("EUR");
        await page.GetByLabel("Unit").SelectOptionAsync("Weeks");
        await Calendar(page).SelectOptionAsync("Persian (Jalali)");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Calendar(page)).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.GetByText("Only for periods of months or years.")).ToBeVisibleAsync();
        await Expect(Calendar(page)).ToHaveValueAsync("Persian");

        await page.GetByLabel("Unit").SelectOptionAsync("Months");
        await Save(page);
        await Expect(Calendar(page)).ToHaveValueAsync("Persian");
        await page.GotoAsync($"/admin/plans?q={name}");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = name })).ToContainTextAsync("every month (Persian calendar)");
    }

    [Fact]
    public async Task A1_03_The_plan_form_has_a_Self_service_section_with_a_Closable_switch()
    {
        var plan = await Given.Plan(closable: true);
        var page = await Staff();

        await page.GotoAsync($"/admin/plans/{plan.Id}");
        var section = await page.GetByRole(AriaRole.Heading, new() { Name = "Self-service" }).Box();
        var closable = await Closable(page).Box();

        closable.Y.ShouldBeGreaterThan(section.Y);
        await Expect(Closable(page)).ToBeCheckedAsync();
    }

    [Fact]
    public async Task A1_03_The_Closable_switch_takes_effect_at_once_on_running_subscriptions()
    {
        var running = await Given.RunningOrder(plan: await Given.Plan(closable: false));
        var order = await PortalOrder(running);
        await Expect(order.CloseButton).ToHaveCountAsync(0);
        await Expect(order.Denial).ToBeVisibleAsync();

        await SetClosable(running.Plan, on: true);
        await order.Page.ReloadAsync();
        await Expect(order.CloseButton).ToBeVisibleAsync();

        await SetClosable(running.Plan, on: false);
        await order.Page.ReloadAsync();
        await Expect(order.CloseButton).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A1_03_Without_Closable_the_server_refuses_the_dialogs_form_too()
    {
        var running = await Given.RunningOrder();
        var reason = await Given.Reason();
        var order = await PortalOrder(running);
        var dialog = await order.OpenDialog();
        await SetClosable(running.Plan, on: false);

        await dialog.Reason.SelectOptionAsync(reason.Label);
        await dialog.Submit.ClickAsync();

        await Expect(order.Problem).ToContainTextAsync("cannot be closed in the portal");
        (await Given.Stage(running)).ShouldEndWith("IN_PROGRESS");
    }

    [Fact]
    public async Task A1_03_Without_Closable_the_server_refuses_JSON_too()
    {
        var running = await Given.RunningOrder(plan: await Given.Plan(closable: false));
        var reason = await Given.Reason();
        var before = await Given.Everything(running);
        var page = await Portal(running.Customer);

        var answer = await PortalApi.Close(page, running, $$"""{"reasonId":"{{reason.Id}}"}""");

        answer.Status.ShouldBe(409);
        answer.Reason.ShouldBe("PLAN_NOT_CLOSABLE");
        (await Given.Everything(running)).ShouldBe(before);
    }

    private static ILocator Name(IPage page) => page.GetByRole(AriaRole.Group, new() { Name = "Name" }).GetByLabel("English");

    private static ILocator Currency(IPage page) => page.GetByLabel("Currency", new() { Exact = true });

    private static ILocator Calendar(IPage page) => page.GetByLabel("Calendar", new() { Exact = true });

    private static ILocator Closable(IPage page) => page.GetByRole(AriaRole.Switch, new() { Name = "Closable" });

    private static async Task Save(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
    }

    private async Task SetSelfService(bool on)
    {
        var page = await Staff();
        await page.GotoAsync("/admin/configuration");
        await page.GetByRole(AriaRole.Switch, new() { Name = "Customers manage their subscriptions themselves" }).SetCheckedAsync(on);
        await Save(page);
    }

    private async Task SetClosable(Plan plan, bool on)
    {
        var page = await Staff();
        await page.GotoAsync($"/admin/plans/{plan.Id}");
        await Closable(page).SetCheckedAsync(on);
        await Save(page);
        await House.PlansAreFollowed();
    }
}
