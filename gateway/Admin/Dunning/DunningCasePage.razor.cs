using Contracts.Billing.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Screens.Pages;
using Screens.Problems;

namespace Admin.Dunning;

/// <summary>One dunning case: what it did, what it does next, and what staff can do about it.</summary>
public partial class DunningCasePage(DunningClient dunning) : ScreenPage
{
    const string RetryForm = "retry-case";
    const string PauseForm = "pause";
    const string ResumeForm = "resume-case";
    const string ResolveForm = "resolve";
    const string WriteOffForm = "write-off";

    DunningCase? found;

    /// <summary>The form whose dialog stands open; empty when none does.</summary>
    string open = "";

    [Parameter]
    public Guid Id { get; set; }

    string Path => $"/admin/dunning/{Id}";

    bool IsOpen => found is { State: DunningState.Active or DunningState.Paused or DunningState.Exhausted };

    protected override Task OnInitializedAsync()
    {
        var last = Http.Request.Path.Value!.Split('/')[^1];
        open = last is PauseForm or ResolveForm or WriteOffForm ? last : "";
        return Load();
    }

    Task<bool> Load() => Ask(async () => found = await dunning.GetDunningCaseAsync(new() { Id = Id.ToString() }, cancellationToken: Gone));

    static string Dialog(string form) => $"{form}-dialog";

    Problem? ProblemOf(string form) => open == form ? Problem : null;

    string Detail(DunningEntry entry) => entry.Kind switch
    {
        "opened" or "failed" => Enum.TryParse<DunningCause>(entry.Detail.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var cause)
            ? DunningWords.Cause(cause, L)
            : "",
        "exhausted" => L[$"DunningWord_{entry.Detail}"],
        _ => entry.Detail,
    };

    Task Retry() => Act(dunning.RetryDunningCaseAsync(new() { Id = Id.ToString(), RequestId = Posted(RetryForm)["request_id"] }, cancellationToken: Gone), "payment-retried");

    Task Resume() => Act(dunning.ResumeDunningCaseAsync(new() { Id = Id.ToString(), RequestId = Posted(ResumeForm)["request_id"] }, cancellationToken: Gone), "dunning-resumed");

    Task Pause() => Act(dunning.PauseDunningCaseAsync(
        new() { Id = Id.ToString(), Reason = Posted(PauseForm)["reason"], RequestId = Posted(PauseForm)["request_id"] }, cancellationToken: Gone), "dunning-paused");

    Task Resolve() => Act(dunning.ResolveDunningCaseAsync(
        new() { Id = Id.ToString(), Reason = Posted(ResolveForm)["reason"], RequestId = Posted(ResolveForm)["request_id"] }, cancellationToken: Gone), "dunning-resolved");

    Task WriteOff() => Act(dunning.WriteOffDunningCaseAsync(
        new() { Id = Id.ToString(), Reason = Posted(WriteOffForm)["reason"], RequestId = Posted(WriteOffForm)["request_id"] }, cancellationToken: Gone), "dunning-written-off");

    /// <summary>Does one thing and shows the page anew, so that a reload repeats nothing.</summary>
    async Task Act(AsyncUnaryCall<DunningCase> call, string done)
    {
        if (await Ask(async () => await call))
        {
            Navigation.NavigateTo($"{Path}?done={done}");
            return;
        }

        var problem = Problem;
        await Load();
        Problem = problem;
    }
}
