using Contracts.Billing.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Screens.Components;
using Screens.Formatting;
using Screens.Pages;
using Screens.Problems;

namespace Admin.Dunning;

/// <summary>One dunning case: what it did, what it does next, and what staff can do about it.</summary>
public partial class DunningCasePage(DunningClient dunning, InvoiceClient billing) : ScreenPage
{
    const string RetryForm = "retry-case";
    const string PauseForm = "pause";
    const string ResumeForm = "resume-case";
    const string ResolveForm = "resolve";
    const string WriteOffForm = "write-off";

    DunningCase? found;

    /// <summary>What became of the invoices that were charged again.</summary>
    readonly List<Invoice> outcomes = [];

    /// <summary>The form whose dialog stands open; empty when none does.</summary>
    string open = "";

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>Invoices that were charged again just now, as the address names them.</summary>
    [SupplyParameterFromQuery(Name = "invoice")]
    public Guid[] Retried { get; set; } = [];

    string Path => $"/admin/dunning/{Id}";

    bool IsOpen => found is { State: DunningState.Active or DunningState.Paused or DunningState.Exhausted };

    protected override async Task OnInitializedAsync()
    {
        var last = Http.Request.Path.Value!.Split('/')[^1];
        open = last is ExtendDialog.Form or PauseForm or ResolveForm or WriteOffForm ? last : "";
        await Load();
        foreach (var id in Retried)
        {
            if (await Invoice(id.ToString()) is { } invoice)
            {
                outcomes.Add(invoice);
            }
        }
    }

    Task<bool> Load() => Ask(async () => found = await dunning.GetDunningCaseAsync(new() { Id = Id.ToString() }, cancellationToken: RequestAborted));

    /// <summary>
    /// An extension names what comes next and when; nothing is said of one that the case has outrun. Of a retry the outcomes tell.
    /// </summary>
    string? Say(string done) => done switch
    {
        "dunning-extended" => found?.NextStepTime is { } next ? L.Format("Done_DunningExtended", DunningWords.Next(found, L), $"{L.Moment(next, "UTC")} UTC") : "",
        "payment-retried" when outcomes.Count > 0 => "",
        _ => null,
    };

    static string Dialog(string form) => $"{form}-dialog";

    Problem? ProblemOf(string form) => open == form ? Problem : null;

    string Detail(DunningEntry entry) => entry.Kind switch
    {
        "opened" or "failed" or "confirmation_requested" => CauseWords.Read(entry.Detail) is { } cause ? CauseWords.Of(cause, L) : "",
        "payment_reversed" or "payment_restored" => ReversalWords.Of(entry.Detail, L),
        "exhausted" => L[$"DunningWord_{entry.Detail}"],
        _ => entry.Detail,
    };

    /// <summary>The page that follows says of each invoice what became of it.</summary>
    Task Retry()
    {
        DunningCase? retried = null;
        return Act(
            async () => retried = await dunning.RetryDunningCaseAsync(new() { Id = Id.ToString(), RequestId = Posted(RetryForm)["request_id"] }, cancellationToken: RequestAborted),
            async () =>
            {
                foreach (var invoice in retried!.Invoices)
                {
                    await PaymentWait.UntilSettled(() => Invoice(invoice.Id), RequestAborted);
                }

                await GoTo($"{Path}?done=payment-retried{string.Concat(retried.Invoices.Select(invoice => $"&invoice={invoice.Id}"))}");
            },
            Load);
    }

    Task<Invoice?> Invoice(string id) => AskOptional(billing.GetInvoiceAsync(new() { Id = id }, cancellationToken: RequestAborted));

    Task Extend() => Act(dunning.ExtendDunningCaseAsync(
        new() { Id = Id.ToString(), Days = Posted(ExtendDialog.Form).Number("days", 0), Reason = Posted(ExtendDialog.Form)["reason"], RequestId = Posted(ExtendDialog.Form)["request_id"] },
        cancellationToken: RequestAborted), "dunning-extended");

    Task Resume() => Act(dunning.ResumeDunningCaseAsync(new() { Id = Id.ToString(), RequestId = Posted(ResumeForm)["request_id"] }, cancellationToken: RequestAborted), "dunning-resumed");

    Task Pause() => Act(dunning.PauseDunningCaseAsync(
        new() { Id = Id.ToString(), Reason = Posted(PauseForm)["reason"], RequestId = Posted(PauseForm)["request_id"] }, cancellationToken: RequestAborted), "dunning-paused");

    Task Resolve() => Act(dunning.ResolveDunningCaseAsync(
        new() { Id = Id.ToString(), Reason = Posted(ResolveForm)["reason"], RequestId = Posted(ResolveForm)["request_id"] }, cancellationToken: RequestAborted), "dunning-resolved");

    Task WriteOff() => Act(dunning.WriteOffDunningCaseAsync(
        new() { Id = Id.ToString(), Reason = Posted(WriteOffForm)["reason"], RequestId = Posted(WriteOffForm)["request_id"] }, cancellationToken: RequestAborted), "dunning-written-off");

    /// <summary>Does one thing and shows the page anew, so that a reload repeats nothing.</summary>
    Task Act(AsyncUnaryCall<DunningCase> call, string done) => Act(async () => await call, $"{Path}?done={done}", Load);
}
