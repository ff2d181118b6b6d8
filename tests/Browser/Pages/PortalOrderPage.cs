using System.Text.RegularExpressions;

namespace Browser.Tests.Pages;

/// <summary>The order as its customer sees it.</summary>
public sealed partial class PortalOrderPage(IPage page, Order order)
{
    public IPage Page => page;

    public string Path => $"/portal/subscriptions/{order.Id}";

    /// <summary>Where the order stands and what can be done.</summary>
    public ILocator Side => page.Locator("#order-actions");

    /// <summary>The order itself, beside it.</summary>
    public ILocator Sheet => page.Locator("[aria-labelledby=order-title]");

    public ILocator Tag => Side.Locator(".tag");

    /// <summary>Close Subscription, in whatever language.</summary>
    public ILocator DialogOpener => Side.Locator("button[aria-haspopup=dialog]");

    public ILocator CloseButton => Side.GetByRole(AriaRole.Button, new() { Name = "Close Subscription" });

    public ILocator Denial => page.Locator("#close-why");

    public ILocator ScheduledClose => page.Locator("#scheduled-close");

    public ILocator History => page.Locator("#history");

    public ILocator Problem => page.GetByRole(AriaRole.Alert);

    public CloseDialog Dialog => new(page, "Close Subscription");

    public static async Task<PortalOrderPage> Open(IPage page, Order order)
    {
        var opened = new PortalOrderPage(page, order);
        await page.GotoAsync(opened.Path);
        return opened;
    }

    public async Task<CloseDialog> OpenDialog()
    {
        await CloseButton.ClickAsync();
        await Expect(Dialog.Root).ToBeVisibleAsync();
        return Dialog;
    }

    /// <summary>Posts the dialog's form with a reason that the page does not offer, as a tampered page would.</summary>
    public async Task SubmitTampered(string reason)
    {
        // Waited for from before it is sent: the page may be there before one could begin to wait.
        await page.RunAndWaitForResponseAsync(
            () => Dialog.Reason.EvaluateAsync(
                """
                (select, reason) => {
                  select.add(new Option(reason, reason));
                  select.value = reason;
                  select.form.submit();
                }
                """,
                reason),
            response => response.Request.Method == "POST");
        await Expect(page).ToHaveURLAsync(AtClose());
    }

    [GeneratedRegex("/close$")]
    private static partial Regex AtClose();
}
