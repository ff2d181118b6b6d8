using Contracts.Subscriptions.V1;

namespace Admin.Passes.Desk;

/// <summary>A day's list, each line by itself.</summary>
public partial class DeskPage
{
    RecordVisitsResponse? results;
    IReadOnlyList<string> lines = [];

    async Task RecordList()
    {
        lines = listed["lines"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Count == 0)
        {
            FailField("lines", "Field_REQUIRED");
            return;
        }

        if (!TryTime(listed, "", required: false, out var at))
        {
            return;
        }

        var request = new RecordVisitsRequest
        {
            VisitTime = at, ClassTypeId = listed["list_class_type"], RequestId = listed["request_id"], Lines = { lines.Select(line => new VisitLine { Text = line }) },
        };
        if (await Ask(async () => results = await passes.RecordVisitsAsync(request, cancellationToken: RequestAborted)))
        {
            await Ask(LoadVisits);
        }
    }

    string Why(VisitResult result) =>
        result.Refusal == "UNKNOWN" ? L["Desk_Unknown"] : L.Words.Find($"Error_{result.Refusal}") ?? L.Words.Find($"Field_{result.Refusal}") ?? result.Message;
}
