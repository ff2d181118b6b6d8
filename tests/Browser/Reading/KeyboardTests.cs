namespace Browser.Tests.Reading;

/// <summary>Closing by Tab, Enter and Escape alone.</summary>
public sealed class KeyboardTests(House house) : BrowserTest(house)
{
    private const int MostTabs = 60;

    [Fact]
    public async Task Staff_close_an_order_without_a_mouse()
    {
        var order = await AdminOrder(await Given.RunningOrder());
        var keys = order.Page.Keyboard;
        await TabTo(order.CloseButton);

        await keys.PressAsync("Enter");
        await Expect(order.Dialog.Reason).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(order.Dialog.Root).ToBeHiddenAsync();
        await Expect(order.CloseButton).ToBeFocusedAsync();

        await keys.PressAsync("Enter");
        await keys.TypeAsync("Moving abroad");
        await TabTo(order.Dialog.Submit);
        await keys.PressAsync("Enter");

        await Expect(order.Tag).ToHaveTextAsync("Churned");
        await Expect(order.CloseReason).ToContainTextAsync("Moving abroad");
    }

    [Fact]
    public async Task A_customer_closes_a_subscription_without_a_mouse()
    {
        var reason = await Given.Reason();
        var order = await PortalOrder(await Given.RunningOrder());
        var keys = order.Page.Keyboard;
        await TabTo(order.CloseButton);

        await keys.PressAsync("Enter");
        await Expect(order.Dialog.Reason).ToBeFocusedAsync();
        await keys.TypeAsync(reason.Label);
        await TabTo(order.Dialog.Submit);
        await keys.PressAsync("Enter");

        await Expect(order.Tag).ToHaveTextAsync("Closed");
        await Expect(order.Side).ToContainTextAsync(reason.Label);
    }

    [Fact]
    public async Task While_the_dialog_is_open_the_page_behind_it_is_out_of_reach()
    {
        var order = await AdminOrder(await Given.RunningOrder());
        await order.OpenDialog();

        for (var i = 0; i < 15; i++)
        {
            await order.Page.Keyboard.PressAsync("Tab");
            var outside = await order.Page.EvaluateAsync<bool>("document.activeElement.closest('main') !== null && document.activeElement.closest('dialog') === null");
            outside.ShouldBeFalse();
        }
    }

    private static async Task TabTo(ILocator target)
    {
        for (var i = 0; i < MostTabs; i++)
        {
            await target.Page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        throw new ShouldAssertException($"{target} was not reached by {MostTabs} tabs.");
    }
}
