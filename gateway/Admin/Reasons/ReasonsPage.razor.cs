using Contracts.Subscriptions.V1;
using Screens.Pages;

namespace Admin.Reasons;

/// <summary>Configuration > Close Reasons: the list that people choose from, in its order.</summary>
public partial class ReasonsPage(CloseReasonClient closeReasons) : ScreenPage
{
    const string Path = "/admin/close-reasons";

    IReadOnlyList<CloseReason>? reasons;

    protected override Task OnInitializedAsync() => Ask(async () => reasons =
        (await closeReasons.ListCloseReasonsAsync(new() { PageSize = 200, IncludeRetired = true }, cancellationToken: RequestAborted)).CloseReasons);

    /// <summary>The button that was pressed has the focus again, wherever its reason went.</summary>
    bool WasPressed(CloseReason reason, string button) => Http.Request.Query["moved"] == reason.Id && Http.Request.Query["by"] == button;

    string? SayDone(string action)
    {
        if (action != "reason-moved")
        {
            return null;
        }

        var listed = (reasons ?? []).Where(each => !each.Retired).ToList();
        var place = listed.FindIndex(each => each.Id == Http.Request.Query["moved"]);
        return place < 0 ? "" : L.Format("Reason_Place", L.Text(listed[place].Label), L.Number(place + 1), L.Number(listed.Count));
    }

    async Task Move(CloseReason reason, int by)
    {
        var ids = reasons!.Where(each => !each.Retired).Select(each => each.Id).ToList();
        var from = ids.IndexOf(reason.Id);
        var to = from + by;
        var button = by < 0 ? "up" : "down";
        var then = $"reason-moved&moved={reason.Id}&by={button}";
        if (from < 0 || to < 0 || to >= ids.Count)
        {
            await Then(then, () => Task.FromResult(true));
            return;
        }

        (ids[from], ids[to]) = (ids[to], ids[from]);
        var posted = Posted($"{button}-{reason.Id}");
        await Then(then, () => Ask(async () => await closeReasons.ReorderCloseReasonsAsync(
            new() { Ids = { ids }, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)));
    }

    Task Retire(CloseReason reason)
    {
        var posted = Posted($"retire-{reason.Id}");
        return Then("reason-retired", () => Ask(async () => await closeReasons.RetireCloseReasonAsync(
            new() { Id = reason.Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted)));
    }

    Task Restore(CloseReason reason)
    {
        var posted = Posted($"restore-{reason.Id}");
        return Then("reason-restored", () => Ask(async () => await closeReasons.RestoreCloseReasonAsync(
            new() { Id = reason.Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted)));
    }

    /// <param name="done">What it was, for the banner that tells it, and what else the address says.</param>
    async Task Then(string done, Func<Task<bool>> work)
    {
        if (await work())
        {
            Navigation.NavigateTo($"{Path}?done={done}");
        }
    }
}
