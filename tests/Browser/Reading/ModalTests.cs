namespace Browser.Tests.Reading;

/// <summary>However a dialog comes to stand open, the page behind it is out of reach, Escape leaves it, and nothing that was typed waits for the next time.</summary>
public sealed class ModalTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task A1_09_The_dialog_of_staff_is_modal_on_its_own_page_and_after_an_error()
    {
        var order = await AdminOrder(await Given.RunningOrder());
        var (page, dialog) = (order.Page, order.Dialog);

        await page.GotoAsync($"{order.Path}/close");
        await StandsAlone(dialog);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page).ToHaveURLAsync(new Uri(House.Gateway, order.Path).ToString());
        await Expect(dialog.Root).ToBeHiddenAsync();

        await order.OpenDialog();
        await dialog.Reason.FillAsync("Too expensive");
        await dialog.When("On a date").CheckAsync();
        await dialog.ClosingDate.FillAsync("2020-01-01");
        await dialog.Submit.ClickThrough();
        await Expect(dialog.ClosingDate).ToBeFocusedAsync();
        await Expect(dialog.Reason).ToHaveValueAsync("Too expensive");
        await StandsAlone(dialog);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page).ToHaveURLAsync(new Uri(House.Gateway, order.Path).ToString());

        await order.OpenDialog();
        await Expect(dialog.Reason).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A1_09_What_was_typed_does_not_survive_Discard_and_the_focus_returns()
    {
        var order = await AdminOrder(await Given.RunningOrder());
        var dialog = await order.OpenDialog();
        var first = await dialog.Effect.InnerTextAsync();
        await dialog.Reason.FillAsync("Too expensive");
        await dialog.Root.Locator("#credit").SelectOptionAsync("full");
        await Expect(dialog.Effect).ToContainTextAsync("INV/");

        await dialog.Discard.ClickAsync();
        await Expect(dialog.Root).ToBeHiddenAsync();
        await Expect(order.CloseButton).ToBeFocusedAsync();

        await order.OpenDialog();
        await Expect(dialog.Reason).ToHaveValueAsync("");
        (await dialog.Effect.InnerTextAsync()).ShouldBe(first);
    }

    [Fact]
    public async Task A1_14_The_dialog_of_customers_is_modal_on_its_own_page()
    {
        var order = await PortalOrder(await Given.RunningOrder());

        await order.Page.GotoAsync($"{order.Path}/close");
        await StandsAlone(order.Dialog);

        await order.Page.Keyboard.PressAsync("Escape");
        await Expect(order.Page).ToHaveURLAsync(new Uri(House.Gateway, order.Path).ToString());
        await Expect(order.CloseButton).ToBeVisibleAsync();
    }

    private static async Task StandsAlone(CloseDialog dialog)
    {
        await Expect(dialog.Root).ToBeVisibleAsync();
        (await dialog.IsModal()).ShouldBeTrue();
        for (var i = 0; i < 15; i++)
        {
            await dialog.Root.Page.Keyboard.PressAsync("Tab");
            (await dialog.Root.Page.EvaluateAsync<bool>("document.activeElement.closest('main') !== null && document.activeElement.closest('dialog') === null")).ShouldBeFalse();
        }
    }
}
