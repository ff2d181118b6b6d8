namespace Browser.Tests.Reading;

/// <summary>The whole way with JavaScript turned off.</summary>
public sealed class WithoutScriptTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task Staff_confirm_pay_and_close_without_JavaScript()
    {
        var quotation = await Given.Quotation();
        var order = await AdminOrder(quotation, Look.WithoutScript);
        await order.ConfirmButton.ClickAsync();
        await Expect(order.CurrentStage).ToHaveTextAsync("In Progress");
        await order.ReloadUntilChatterShows("InvoiceIssued");

        await order.Invoices.GetByRole(AriaRole.Button, new() { Name = "Register payment" }).ClickAsync();
        await order.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Register payment" }).ClickAsync();
        await Expect(order.Invoices).ToContainTextAsync("Paid");

        var dialog = await order.OpenDialog();
        await dialog.Reason.FillAsync("Too expensive");
        await dialog.Submit.ClickAsync();
        await Expect(order.Tag).ToHaveTextAsync("Churned");
        await order.ReloadUntilChatterShows("Closed");
    }

    [Fact]
    public async Task A_customer_closes_without_JavaScript()
    {
        var reason = await Given.Reason();
        var order = await PortalOrder(await Given.RunningOrder(), Look.WithoutScript);
        var dialog = await order.OpenDialog();

        await dialog.Reason.SelectOptionAsync(reason.Label);
        await dialog.Submit.ClickAsync();

        await Expect(order.Tag).ToHaveTextAsync("Closed");
    }

    [Fact]
    public async Task The_dialogs_are_pages_of_their_own_for_browsers_that_cannot_open_them()
    {
        var reason = await Given.Reason();
        var running = await Given.RunningOrder();
        var order = await AdminOrder(running, Look.WithoutScript);
        await Expect(order.Page.Locator($"a.dialog-page[href='{order.Path}/close']")).ToHaveCountAsync(1);
        await order.Page.GotoAsync($"{order.Path}/close");
        await order.Dialog.Discard.ClickAsync();
        await Expect(order.Dialog.Root).ToBeHiddenAsync();

        var portal = await PortalOrder(running, Look.WithoutScript);
        await Expect(portal.Page.Locator($"a.dialog-page[href='{portal.Path}/close']")).ToHaveCountAsync(1);
        await portal.Page.GotoAsync($"{portal.Path}/close");
        await portal.Dialog.Reason.SelectOptionAsync(reason.Label);
        await portal.Dialog.Submit.ClickAsync();

        await Expect(portal.Tag).ToHaveTextAsync("Closed");
    }

    [Fact]
    public async Task A5_51_Without_JavaScript_the_dialog_says_when_its_effect_is_not_that_of_the_choice_and_shows_it_again()
    {
        var order = await AdminOrder(await Given.RunningOrder(), Look.WithoutScript);
        var dialog = await order.OpenDialog();
        var stale = dialog.Root.Locator(".effect-stale");
        await Expect(dialog.Effect).ToContainTextAsync("Access ends now");
        await dialog.Reason.FillAsync("Too expensive");
        await Expect(stale).ToBeHiddenAsync();

        await dialog.When("At the end of the period").CheckAsync();
        await Expect(stale).ToBeVisibleAsync();
        await dialog.Root.Locator("#simulate-close").ClickAsync();
        await Expect(dialog.Effect).ToContainTextAsync("Last day of access");
        await Expect(stale).ToBeHiddenAsync();
        await Expect(dialog.Reason).ToHaveValueAsync("Too expensive");

        await dialog.Discard.ClickAsync();
        await Expect(dialog.Root).ToBeHiddenAsync();
        await order.OpenDialog();
        await Expect(dialog.Reason).ToHaveValueAsync("");
        await dialog.Reason.FillAsync("Something else");
        await dialog.Discard.ClickAsync();
        await order.OpenDialog();
        await Expect(dialog.Reason).ToHaveValueAsync("");
    }

    [Fact]
    public async Task No_page_asks_for_a_script()
    {
        (await House.Tour(Look.Usual)).Where(page => page.Scripts > 0).Select(page => page.Path).ShouldBeEmpty();
    }
}
