using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Screens.Pages;

namespace Admin.Passes.WinBacks;

/// <summary>One extension for the passes that were chosen in the report, which its address names.</summary>
public partial class StartWinBackPage(PassClient passes) : ScreenPage
{
    Posted posted = null!;
    IReadOnlyList<string> chosen = [];

    protected override void OnInitialized()
    {
        posted = Posted("win-back");
        chosen = posted.WasSent ? posted.All("pass") : [.. Http.Request.Query["pass"].OfType<string>().Distinct()];
    }

    async Task Start()
    {
        var request = new StartWinBackRequest
        {
            PassIds = { chosen },
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
        if (await Ask(async () => started = await passes.StartWinBackAsync(request, cancellationToken: Gone)))
        {
            Navigation.NavigateTo($"/admin/win-backs/{started!.Id}?done=win-back-started");
        }
    }
}
