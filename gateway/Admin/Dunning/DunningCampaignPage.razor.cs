using Contracts.Billing.V1;
using Microsoft.AspNetCore.Components;
using Screens.Formatting;
using Screens.Pages;

namespace Admin.Dunning;

/// <summary>One campaign: its steps as a form and as a line of days, and their dates for a failure on a day.</summary>
public partial class DunningCampaignPage(DunningClient dunning, PlanClient plansClient) : ScreenPage
{
    const string Form = "campaign";
    const int SpareRows = 4;

    DunningCampaign? campaign;
    CalculateDunningScheduleResponse? preview;
    List<(string Value, string Words)> plans = [];
    List<int> rowsOfSteps = [];
    int rowsSent;

    [Parameter]
    public Guid? Id { get; set; }

    string Path => Id is { } id ? $"/admin/dunning/campaigns/{id}" : "/admin/dunning/campaigns/new";

    string Title => Id is null ? L["Dunning_NewCampaign"] : campaign?.Name ?? L["Dunning_Campaigns"];

    /// <summary>As many as were sent stay, so that each keeps what was typed in it.</summary>
    int Rows => Math.Max(rowsSent, (campaign?.Schedule.Steps.Count ?? 0) + SpareRows);

    IEnumerable<(string Value, string Words)> FinalActions => Enum.GetValues<DunningFinalAction>().Where(action => action != DunningFinalAction.Unspecified)
        .Select(action => (action.ToString(), L[$"DunningWord_{DunningWords.FinalAction(action)}"]));

    protected override async Task OnInitializedAsync()
    {
        // A new campaign begins as the default one.
        var source = Id?.ToString() ?? "default";
        if (!await Ask(async () => campaign = await dunning.GetDunningCampaignAsync(new() { Id = source }, cancellationToken: RequestAborted)) || Id is not null)
        {
            return;
        }

        campaign!.Name = "";
        var found = await AskOptional(plansClient.ListPlansAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted));
        plans = [.. found?.Plans.Select(plan => (plan.Id, L.Text(plan.Name))) ?? []];
    }

    /// <summary>What is wrong with one part of the step in a row of the form; null when nothing is.</summary>
    string? Wrong(int row, string part)
    {
        var step = rowsOfSteps.IndexOf(row);
        return step < 0 ? null : Problem?.Field($"schedule.steps[{step}].{part}");
    }

    string? StepClass(int row, string part) => Wrong(row, part) is null ? null : "field-invalid";

    string? StepInvalid(int row, string part) => Wrong(row, part) is null ? null : "true";

    async Task Submit()
    {
        var posted = Posted(Form);
        rowsSent = Rows;
        if (CampaignForm.Read(posted, rowsSent, campaign!.Schedule.Steps.Count, out var schedule, out rowsOfSteps) is { } wrong)
        {
            FailField(wrong.Field, wrong.Key);
            return;
        }

        campaign.Schedule = schedule;
        if (posted["do"] == "preview")
        {
            await Preview(posted, schedule);
            return;
        }

        var wanted = new DunningCampaign { Id = Id?.ToString() ?? "", Name = posted["name"], PlanId = posted["plan"], Schedule = schedule, Etag = posted["etag"] };
        if (Id is null)
        {
            wanted.Etag = "";
            await Save(dunning.CreateDunningCampaignAsync(new() { Campaign = wanted, RequestId = posted["request_id"] }, cancellationToken: RequestAborted));
        }
        else
        {
            await Save(dunning.UpdateDunningCampaignAsync(new() { Campaign = wanted, RequestId = posted["request_id"] }, cancellationToken: RequestAborted));
        }
    }

    async Task Save(Grpc.Core.AsyncUnaryCall<DunningCampaign> call)
    {
        if (await Ask(async () => await call))
        {
            Navigation.NavigateTo("/admin/dunning/campaigns?done=saved");
        }
    }

    async Task Preview(Posted posted, DunningSchedule schedule)
    {
        if (!posted.TryOptionalDate("preview", out var day) || day is null)
        {
            FailField("failure_date", "Field_NOT_A_DATE");
            return;
        }

        // A new campaign's plan is chosen in the form; the default campaign has none, and is shown whole.
        var plan = Id is null ? posted["plan"] : campaign!.PlanId;
        await Ask(async () => preview = await dunning.CalculateDunningScheduleAsync(new() { Schedule = schedule, FailureDate = day, PlanId = plan }, cancellationToken: RequestAborted));
    }
}

/// <summary>Between the form of a campaign and its schedule.</summary>
static class CampaignForm
{
    /// <param name="known">How many of the rows, the first ones, showed a step.</param>
    /// <param name="rowsOfSteps">In which row of the form each step of the schedule stands, which has them by their days.</param>
    /// <returns>What cannot be read; null when all can.</returns>
    public static (string Field, string Key)? Read(Posted posted, int rows, int known, out DunningSchedule schedule, out List<int> rowsOfSteps)
    {
        schedule = new DunningSchedule { FinalDay = posted.Number("final_day", -1), LearnsRetryTimes = posted.Ticked("learns_retry_times") };
        schedule.FinalAction = Enum.TryParse<DunningFinalAction>(posted["final_action"], out var action) ? action : DunningFinalAction.Unspecified;
        // A step that was there is removed by emptying what it does. In a spare row anything makes a step: what it lacks, the service says.
        var steps = Enumerable.Range(0, rows)
            .Where(row => posted[$"kind{row}"].Length > 0 || (row >= known && posted[$"day{row}"].Length + posted[$"template{row}"].Length > 0))
            .Select(row => (Row: row, Step: new DunningStep
            {
                Day = posted.Number($"day{row}", -1),
                Kind = Enum.TryParse<DunningStepKind>(posted[$"kind{row}"], out var kind) ? kind : DunningStepKind.Unspecified,
                Template = posted[$"template{row}"],
            }))
            .OrderBy(step => step.Step.Day).ToList();
        schedule.Steps.Add(steps.Select(step => step.Step));
        rowsOfSteps = [.. steps.Select(step => step.Row)];
        foreach (var text in posted["thresholds"].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 2 || !MoneyText.TryParse(parts[0], parts[1].ToUpperInvariant(), out var money))
            {
                return ("campaign.schedule.thresholds", "Field_NOT_AN_AMOUNT");
            }

            schedule.Thresholds.Add(money);
        }

        return null;
    }

    /// <summary>5.00 EUR, 100000 VND</summary>
    public static string Thresholds(DunningSchedule schedule) => string.Join(", ", schedule.Thresholds.Select(t =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{t.ToDecimal()} {t.CurrencyCode}")));
}
