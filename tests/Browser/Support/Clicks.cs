namespace Browser.Tests.Support;

internal static class Clicks
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Clicks what leads to a page, the same one anew or another, and waits until that is loaded. A click alone returns as soon as the browser has
    /// begun to leave: a reload would then cut off the form that is being sent, or find no page to reload.
    /// </summary>
    public static async Task ClickThrough(this ILocator target)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Loaded(object? sender, IPage page) => loaded.TrySetResult();
        target.Page.Load += Loaded;
        try
        {
            await target.ClickAsync();
            await loaded.Task.WaitAsync(Bound);
        }
        finally
        {
            target.Page.Load -= Loaded;
        }
    }

    /// <summary>Opens a sign-in link and presses the button of its page.</summary>
    public static async Task SignInBy(this IPage page, string link)
    {
        await page.GotoAsync(link);
        await page.Locator("#confirm button").ClickThrough();
    }
}
