namespace Browser.Tests.Pages;

/// <summary>The order as staff see it.</summary>
public sealed class AdminOrderPage(IPage page, Order order)
{
    public IPage Page => page;

    public string Path => $"/admin/subscriptions/{order.Id}";

    public ILocator Bar => page.Locator("#order-bar");

    public ILocator Stages => Bar.GetByRole(AriaRole.List, new() { Name = "Stages" });

    /// <summary>The stage at which the order stands.</summary>
    public ILocator CurrentStage => Stages.Locator("[aria-current=step]");

    public ILocator CloseButton => Bar.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true });

    public ILocator PreviewButton => Bar.GetByRole(AriaRole.Button, new() { Name = "Preview" });

    public ILocator ConfirmButton => Bar.GetByRole(AriaRole.Button, new() { Name = "Confirm", Exact = true });

    /// <summary>The tag beside the order's number.</summary>
    public ILocator Tag => page.Locator(".order-title .tag");

    public ILocator CloseReason => page.Locator("#close-reason");

    public ILocator ScheduledClose => page.Locator("#scheduled-close");

    public ILocator Chatter => page.GetByRole(AriaRole.Region, new() { Name = "Chatter" });

    public ILocator Invoices => page.GetByRole(AriaRole.Region, new() { Name = "Invoices" });

    public CloseDialog Dialog => new(page, "Close Reason");

    public static async Task<AdminOrderPage> Open(IPage page, Order order)
    {
        var opened = new AdminOrderPage(page, order);
        await page.GotoAsync(opened.Path);
        return opened;
    }

    public ILocator Entries(string kind) => Chatter.Locator($"li[data-kind={kind}]");

    public async Task<CloseDialog> OpenDialog()
    {
        await CloseButton.ClickAsync();
        await Expect(Dialog.Root).ToBeVisibleAsync();
        return Dialog;
    }

    /// <summary>Chatter is written after the event: the page is read again until an entry of the kind is there.</summary>
    public async Task ReloadUntilChatterShows(string kind) => await Eventually.Async(
        async () =>
        {
            await page.ReloadAsync();
            return await Entries(kind).CountAsync() > 0;
        },
        $"the chatter to show {kind}");
}
