namespace Browser.Tests.Pages;

/// <summary>The Close Reason pop-up, of staff or of customers.</summary>
public sealed class CloseDialog(IPage page)
{
    public ILocator Root => page.GetByRole(AriaRole.Dialog, new() { Name = "Close Reason" });

    /// <summary>Staff pick or type; customers pick.</summary>
    public ILocator Reason => Root.GetByLabel("Reason", new() { Exact = true });

    public ILocator Comment => Root.GetByLabel("Comment", new() { Exact = true });

    public ILocator Submit => Root.GetByRole(AriaRole.Button, new() { Name = "Submit" });

    public ILocator Discard => Root.GetByRole(AriaRole.Button, new() { Name = "Discard" });

    public ILocator ClosingDate => Root.GetByLabel("Closing date", new() { Exact = true });

    public ILocator When(string words) => Root.GetByRole(AriaRole.Radio, new() { Name = words });

    public Task<bool> ReasonIsAccepted() => Reason.EvaluateAsync<bool>("field => field.checkValidity()");
}
