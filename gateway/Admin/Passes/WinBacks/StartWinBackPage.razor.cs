using Admin.Passes.Report;
using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Screens.Formatting;
using Screens.Pages;

namespace Admin.Passes.WinBacks;

/// <summary>One extension for the passes that were chosen in the report, which its address names, or for all expired ones that the report was asked for.</summary>
public partial class StartWinBackPage(PassClient passes) : ScreenPage
{
    Posted posted = null!;
    IReadOnlyList<string> chosen = [];

    /// <summary>What the report was asked for, where all of it is meant; null otherwise.</summary>
    PassQuery? all;

    int count;

    string Path => $"/admin/win-backs/new{all?.Query()}";

    protected override async Task OnInitializedAsync()
    {
        posted = Posted("win-back");
        chosen = posted.WasSent ? posted.All("pass") : [.. Http.Request.Query["pass"].OfType<string>().Distinct()];
        count = chosen.Count;
        var query = PassQuery.Of(Http.Request.Query);
        if (count == 0 && query is { Unreadable: null } && query.State == PassWords.Code(PassState.Expired))
        {
            all = query;
            await Ask(async () => count = (await passes.ListPassesAsync(query.Request(1, ""), cancellationToken: RequestAborted)).TotalSize);
        }
    }

    async Task Start()
    {
        var request = new StartWinBackRequest
        {
            PassIds = { chosen },
            Filter = all?.WinBack,
            BonusClasses = posted.OptionalNumber("bonus_classes"),
            Reason = posted["reason"],
            SendMail = posted.Ticked("send_mail"),
            RequestId = posted["request_id"],
        };
        if (posted["count"].Length > 0)
        {
            request.Extension = new PassValidity
            {
                Unit = Enum.TryParse<PassValidityUnit>(posted["unit"], out var unit) ? unit : PassValidityUnit.Unspecified, Count = posted.OptionalNumber("count"),
            };
        }

        WinBack? started = null;
        if (await Ask(async () => started = await passes.StartWinBackAsync(request, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"/admin/win-backs/{started!.Id}?done=win-back-started");
        }
    }
}
