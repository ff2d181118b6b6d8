namespace Browser.Tests.Pages;

/// <summary>The pop-up that closes: Close Reason for staff, Close Subscription for customers.</summary>
public sealed class CloseDialog(IPage page, string title)
{
    public ILocator Root => page.GetByRole(AriaRole.Dialog, new() { Name = title });

    /// <summary>Staff pick or type; customers pick.</summary>
    public ILocator Reason => Root.GetByLabel("Reason", new() { Exact = true });

    public ILocator Comment => Root.GetByLabel("Comment", new() { Exact = true });

    public ILocator Submit => Root.GetByRole(AriaRole.Button, new() { Name = "Submit" });

    public ILocator Discard => Root.GetByRole(AriaRole.Button, new() { Name = "Discard" });

    public ILocator ClosingDate => Root.GetByLabel("Closing date", new() { Exact = true });

    public ILocator When(string words) => Root.GetByRole(AriaRole.Radio, new() { Name = words });

    /// <summary>What Submit would do, as the dialog stands.</summary>
    public ILocator Effect => Root.Locator("#close-effect");

    /// <summary>The page behind it is out of reach.</summary>
    public Task<bool> IsModal() => Root.EvaluateAsync<bool>("dialog => dialog.matches(':modal')");

    public Task<bool> ReasonIsAccepted() => Reason.EvaluateAsync<bool>("field => field.checkValidity()");
}
