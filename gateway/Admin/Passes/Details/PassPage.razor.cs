using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Microsoft.AspNetCore.Components;
using Screens.Components;
using Screens.Formatting;
using Screens.Pages;
using Screens.Problems;

namespace Admin.Passes.Details;

/// <summary>One class pass: what is left of it, who came when, every line of its ledger, and what staff can do about it.</summary>
public partial class PassPage(PassClient passes, CustomerClient people) : ScreenPage
{
    const string UnfreezeForm = "unfreeze";
    const int Rows = 50;

    Pass? pass;
    ListVisitsResponse? visits;

    /// <summary>The newest ones, which the marks of the classes name, whatever page of the visits is shown.</summary>
    ListVisitsResponse? newest;

    ListPassEntriesResponse? entries;
    PassWithdrawalPreview? credit;

    /// <summary>The form whose dialog stands open; empty when none does.</summary>
    string open = "";

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "visits")]
    public string? VisitsToken { get; set; }

    [SupplyParameterFromQuery(Name = "ledger")]
    public string? LedgerToken { get; set; }

    string Path => $"/admin/passes/{Id}";

    /// <summary>The buyer's, in which the days of the pass are counted.</summary>
    string TimeZone { get; set; } = "UTC";

    bool CanFreeze => pass is { State: PassState.Active, Freeze: null, StartDate: not null, EndDate: not null, InGrace: false };

    bool CanWithdraw => pass is { State: PassState.Active or PassState.Frozen, Grant: null };

    /// <summary>Of each visit that has used a class, the oldest first; of the oldest ones of a long pass nothing is said.</summary>
    IReadOnlyList<RenderFragment> Notes
    {
        get
        {
            List<Visit> known = [.. (newest?.Visits ?? []).Where(visit => visit.Classes > 0).Reverse()];
            var unknown = Math.Max(0, (pass?.UsedClasses ?? 0) - known.Count);
            return [.. Enumerable.Repeat<RenderFragment>(_ => { }, unknown), .. known.Select(Note)];
        }
    }

    RenderFragment Note(Visit visit) => builder =>
    {
        builder.OpenComponent<Moment>(0);
        builder.AddAttribute(1, nameof(Moment.At), visit.VisitTime);
        builder.AddAttribute(2, nameof(Moment.TimeZone), TimeZone);
        builder.CloseComponent();
        builder.AddContent(3, $" · {visit.CustomerName}");
    };

    protected override async Task OnInitializedAsync()
    {
        var last = Http.Request.Path.Value!.Split('/')[^1];
        open = last is ExtendPassDialog.Form or FreezePassDialog.Form or WithdrawPassDialog.Form ? last : "";
        await Load();
    }

    async Task<bool> Load()
    {
        if (!await Ask(async () => pass = await passes.GetPassAsync(new() { Id = Id.ToString() }, cancellationToken: RequestAborted)))
        {
            return false;
        }

        var asked = (
            Visits: AskOptional(passes.ListVisitsAsync(new() { PassId = pass!.Id, PageSize = Rows, PageToken = VisitsToken ?? "" }, cancellationToken: RequestAborted)),
            Entries: AskOptional(passes.ListPassEntriesAsync(
                new() { PassId = pass.Id, OrderBy = "position desc", PageSize = Rows, PageToken = LedgerToken ?? "" }, cancellationToken: RequestAborted)),
            Buyer: AskOptional(people.GetCustomerAsync(new() { Id = pass.CustomerId }, cancellationToken: RequestAborted)));
        visits = await asked.Visits;
        newest = string.IsNullOrEmpty(VisitsToken) && visits is { NextPageToken.Length: 0 } ? visits
            : await AskOptional(passes.ListVisitsAsync(new() { PassId = pass.Id, PageSize = 200 }, cancellationToken: RequestAborted));
        entries = await asked.Entries;
        TimeZone = (await asked.Buyer)?.TimeZone ?? "UTC";
        credit = CanWithdraw ? await AskOptional(passes.PreviewPassWithdrawalAsync(new() { Id = pass.Id }, cancellationToken: RequestAborted)) : null;
        return true;
    }

    Problem? ProblemOf(string form) => open == form ? Problem : null;

    /// <summary>Of an extension the new last day and what is left; nothing that the pass has outrun.</summary>
    string? Say(string done) => done != "pass-extended" ? null
        : pass is not { State: PassState.Active } ? ""
        : L.Format(
            "Done_PassExtended",
            PassWords.LastDay(pass.EndDate) is { } day ? L.Day(day) : L["Validity_None"],
            L.Number(pass.RemainingClasses));

    Task Extend()
    {
        var posted = Posted(ExtendPassDialog.Form);
        if (ExtendPassDialog.SaysBoth(posted))
        {
            Fail(Problem.OfField(L.Words, "last_day", L["Extend_OneOfBoth"]));
            return Task.CompletedTask;
        }

        if (ExtendPassDialog.Read(posted, out var request) is { } wrong)
        {
            FailField(wrong.Field, wrong.Key);
            return Task.CompletedTask;
        }

        request.Id = Id.ToString();
        return Act(async () => await passes.ExtendPassAsync(request, cancellationToken: RequestAborted), $"{Path}?done=pass-extended", Load);
    }

    Task Freeze()
    {
        var posted = Posted(FreezePassDialog.Form);
        if (FreezePassDialog.Read(posted, out var request) is { } wrong)
        {
            FailField(wrong.Field, wrong.Key);
            return Task.CompletedTask;
        }

        request.Id = Id.ToString();
        return Act(async () => await passes.FreezePassAsync(request, cancellationToken: RequestAborted), $"{Path}?done=freeze-decided", Load);
    }

    Task Unfreeze()
    {
        var posted = Posted(UnfreezeForm);
        return Act(
            async () => await passes.UnfreezePassAsync(new() { Id = Id.ToString(), Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted),
            $"{Path}?done=freeze-ended", Load);
    }

    Task Withdraw()
    {
        var posted = Posted(WithdrawPassDialog.Form);
        var request = new WithdrawPassRequest
        {
            Id = Id.ToString(),
            Settlement = posted["settlement"] == nameof(ClosingSettlement.Refund) ? ClosingSettlement.Refund : ClosingSettlement.AccountCredit,
            Reason = posted["reason"],
            Etag = posted["etag"],
            RequestId = posted["request_id"],
        };
        return Act(async () => await passes.WithdrawPassAsync(request, cancellationToken: RequestAborted), $"{Path}?done=pass-withdrawn", Load);
    }

    Task Undo(Visit visit)
    {
        var posted = Posted($"undo-{visit.Id}");
        return Act(
            async () => await passes.UndoVisitAsync(new() { Id = visit.Id, RequestId = posted["request_id"] }, cancellationToken: RequestAborted),
            $"{Path}?done=pass-visit-undone{ThisPage.Replace('?', '&')}", Load);
    }

    /// <summary>A form that stands on a later page of the visits is sent to that page.</summary>
    string ThisPage => string.IsNullOrEmpty(VisitsToken) ? "" : $"?visits={Uri.EscapeDataString(VisitsToken)}";
}
