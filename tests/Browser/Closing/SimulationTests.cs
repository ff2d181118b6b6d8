namespace Browser.Tests.Closing;

/// <summary>Before Submit, and without being asked, the dialogs show what the close would do, and nothing has happened yet.</summary>
public sealed class SimulationTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task A5_51_Staff_see_the_last_day_the_credit_and_the_change_of_revenue()
    {
        var running = await Given.RunningOrder();
        var before = await Given.Everything(running);
        var order = await AdminOrder(running);
        var dialog = await order.OpenDialog();
        var effect = dialog.Effect;
        await Expect(effect).ToContainTextAsync("Access ends now");
        await Expect(effect).Not.ToContainTextAsync("INV/");
        await dialog.Reason.FillAsync("Too expensive");
        await Expect(dialog.Root.Locator("#simulate-close")).ToBeHiddenAsync();

        await dialog.Root.Locator("#credit").SelectOptionAsync("full");
        await Expect(effect).ToContainTextAsync("INV/");
        await Expect(dialog.Root.Locator("#credit")).ToHaveValueAsync("full");

        // At its end nothing of the period is left to credit (domain.md C15b).
        await dialog.When("At the end of the period").CheckAsync();

        await Expect(effect).ToContainTextAsync("Last day of access");
        await Expect(effect).Not.ToContainTextAsync("INV/");
        await Expect(effect).ToContainTextAsync("Change of MRR");
        await Expect(dialog.Root.Locator("#credit")).ToHaveValueAsync("full");
        await Expect(dialog.Reason).ToHaveValueAsync("Too expensive");
        (await Given.Everything(running)).ShouldBe(before);

        await dialog.Submit.ClickAsync();
        await Expect(order.ScheduledClose).ToBeVisibleAsync();
        await Expect(order.Page.Locator("#done")).ToContainTextAsync("until then nothing changes. This can be undone until");
    }

    [Fact]
    public async Task A6_52_Staff_are_told_until_when_a_close_can_be_undone_and_what_ends_the_undo()
    {
        var running = await Given.RunningOrder();
        var order = await AdminOrder(running);
        var dialog = await order.OpenDialog();
        await dialog.Root.Locator("#credit").SelectOptionAsync("full");
        var undo = dialog.Root.Locator("#close-effect-undo");

        await dialog.Root.Locator("#issue_credit_at_once").CheckAsync();
        await Expect(undo).ToContainTextAsync("Cannot be undone");
        await Expect(dialog.Root.Locator("#issue_credit_at_once")).ToBeCheckedAsync();

        await dialog.Root.Locator("#issue_credit_at_once").UncheckAsync();
        await Expect(undo).ToContainTextAsync("The credit is reserved until then, and given afterwards. Issuing the credit note at once ends this.");

        await dialog.Reason.FillAsync("Too expensive");
        await dialog.Submit.ClickAsync();
        await order.Page.Locator("#reversible-close").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(order.Page.Locator("#reversible-close")).ToHaveCountAsync(0);
        await order.ReloadUntilChatterShows("CloseUndone");
    }

    [Fact]
    public async Task A5_51_Customers_see_it_without_the_business_s_figures()
    {
        var order = await PortalOrder(await Given.RunningOrder());
        var dialog = await order.OpenDialog();
        await Expect(dialog.Effect).ToContainTextAsync("Access ends now");

        await dialog.When("At the end of the period").CheckAsync();
        await Expect(dialog.Effect).ToContainTextAsync("Last day of access");
        await Expect(dialog.Effect).Not.ToContainTextAsync("MRR");

        await dialog.When("On a date").CheckAsync();
        await Expect(dialog.Root.Locator("#close-effect-area")).ToHaveTextAsync("Choose a date to see what happens.");
    }
}
