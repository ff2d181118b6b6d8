using Contracts.Subscriptions.V1;
using Screens.Pages;

namespace Admin.Reasons;

/// <summary>Configuration > Close Reasons: the list that people choose from, in its order.</summary>
public partial class ReasonsPage(CloseReasonClient closeReasons) : ScreenPage
{
    const string Path = "/admin/close-reasons";

    IReadOnlyList<CloseReason>? reasons;

    protected override Task OnInitializedAsync() => Ask(async () => reasons =
        (await closeReasons.ListCloseReasonsAsync(new() { PageSize = 200, IncludeRetired = true }, cancellationToken: Gone)).CloseReasons);

    async Task Move(CloseReason reason, int by)
    {
        var ids = reasons!.Where(each => !each.Retired).Select(each => each.Id).ToList();
        var from = ids.IndexOf(reason.Id);
        var to = from + by;
        if (from < 0 || to < 0 || to >= ids.Count)
        {
            return;
        }

        (ids[from], ids[to]) = (ids[to], ids[from]);
        var posted = Posted($"{(by < 0 ? "up" : "down")}-{reason.Id}");
        await Then(() => Ask(async () => await closeReasons.ReorderCloseReasonsAsync(
            new() { Ids = { ids }, RequestId = posted["request_id"] }, cancellationToken: Gone)));
    }

    Task Retire(CloseReason reason)
    {
        var posted = Posted($"retire-{reason.Id}");
        return Then(() => Ask(async () => await closeReasons.RetireCloseReasonAsync(
            new() { Id = reason.Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: Gone)));
    }

    Task Restore(CloseReason reason)
    {
        var posted = Posted($"restore-{reason.Id}");
        return Then(() => Ask(async () => await closeReasons.RestoreCloseReasonAsync(
            new() { Id = reason.Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: Gone)));
    }

    async Task Then(Func<Task<bool>> work)
    {
        if (await work())
        {
            Navigation.NavigateTo(Path);
        }
    }
}
