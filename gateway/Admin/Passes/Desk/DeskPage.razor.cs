using Admin.Configuration;
using Admin.Customers;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Components;
using Screens.Formatting;
using Screens.Pages;

namespace Admin.Passes.Desk;

/// <summary>The front desk: who comes to a class, one by one or as a day's list, and what was entered in the last day.</summary>
public partial class DeskPage(PassClient passes, CustomerClient people, ClassTypeClient classes, BusinessClient business, TimeProvider clock) : ScreenPage
{
    const string CheckInForm = "check-in";
    const string ListForm = "day-list";
    const int CodeLength = 26;
    const int Candidates = 10;

    IReadOnlyList<Customer> customers = [];
    IReadOnlyList<Customer> candidates = [];
    ListClassTypesResponse? classTypes;
    ListVisitsResponse? visits;
    RecordVisitsResponse? results;
    IReadOnlyList<string> lines = [];
    Contracts.Subscriptions.V1.Pass? checkedIn;
    Posted posted = null!;
    Posted listed = null!;

    /// <summary>Kept from one client to the next: a desk stands before one class.</summary>
    [SupplyParameterFromQuery(Name = "class")]
    public string? ClassType { get; set; }

    /// <summary>Another one than the business's.</summary>
    [SupplyParameterFromQuery(Name = "zone")]
    public string? Zone { get; set; }

    string businessZone = "";

    string DeskZone => string.IsNullOrEmpty(Zone) ? businessZone : Zone;

    /// <summary>Whose classes were counted last.</summary>
    [SupplyParameterFromQuery(Name = "pass")]
    public string? PassId { get; set; }

    [SupplyParameterFromQuery(Name = "client")]
    public string? ClientId { get; set; }

    DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zones.Find(DeskZone)).DateTime);

    IEnumerable<(string Value, string Words)> ClassTypes => classTypes?.ClassTypes.Select(type => (type.Id, L.Text(type.Name))) ?? [];

    IEnumerable<(string Value, string Words)> States =>
        new[] { VisitState.Attended, VisitState.LateCancel, VisitState.NoShow }.Select(state => (state.ToString(), L[$"Visit_{PassWords.Code(state)}"]));

    string Came => checkedIn?.Holders.FirstOrDefault(holder => holder.CustomerId == ClientId)?.CustomerName ?? "";

    protected override async Task OnInitializedAsync()
    {
        posted = Posted(CheckInForm);
        listed = Posted(ListForm);
        businessZone = await business.Ask(Gone);
        await Ask(Load);
        if (!string.IsNullOrEmpty(PassId) && Problem is null)
        {
            checkedIn = await AskOptional(passes.GetPassAsync(new() { Id = PassId }, cancellationToken: Gone));
        }
    }

    async Task Load()
    {
        var listCustomers = people.ListCustomersAsync(new() { PageSize = 200 }, cancellationToken: Gone);
        var listClasses = classes.ListClassTypesAsync(new() { PageSize = 200 }, cancellationToken: Gone);
        await LoadVisits();
        customers = (await listCustomers).Customers;
        classTypes = await listClasses;
    }

    async Task LoadVisits() =>
        visits = await passes.ListVisitsAsync(new() { StartTime = Timestamp.FromDateTimeOffset(clock.GetUtcNow().AddDays(-1)), PageSize = 100 }, cancellationToken: Gone);

    async Task CheckIn()
    {
        var text = posted["client"];
        var customer = posted["chosen"];
        var code = customer.Length == 0 && text.Length == CodeLength && text.All(char.IsAsciiLetterOrDigit) ? text : "";
        if (customer.Length == 0 && code.Length == 0)
        {
            if (!await Ask(async () => candidates = await people.Find(text, Candidates, Gone)))
            {
                return;
            }

            if (candidates.Count != 1)
            {
                if (candidates.Count == 0)
                {
                    FailField("client", text.Length == 0 ? "Field_REQUIRED" : "Field_UNKNOWN_CUSTOMER");
                }

                return;
            }

            customer = candidates[0].Id;
        }

        CheckInResponse? done = null;
        if (await Ask(async () => done = await Record(customer, code)))
        {
            await GoTo(Address(("done", done!.Visit.State == VisitState.Attended ? "checked-in" : "miss-recorded"), ("pass", done.Pass.Id), ("client", done.Visit.CustomerId)));
        }
    }

    async Task<CheckInResponse> Record(string customer, string code)
    {
        var state = System.Enum.TryParse<VisitState>(posted["state"], out var chosen) ? chosen : VisitState.Attended;
        if (state is VisitState.LateCancel or VisitState.NoShow && customer.Length > 0)
        {
            return await passes.RecordMissedVisitAsync(
                new()
                {
                    CustomerId = customer, ClassTypeId = posted["class_type"], State = state, VisitTime = Timestamp.FromDateTimeOffset(clock.GetUtcNow()), RequestId = posted["request_id"],
                },
                cancellationToken: Gone);
        }

        var request = new CheckInRequest { ClassTypeId = posted["class_type"], RequestId = posted["request_id"] };
        if (code.Length > 0)
        {
            request.Code = code;
        }
        else
        {
            request.CustomerId = customer;
        }

        return await passes.CheckInAsync(request, cancellationToken: Gone);
    }

    async Task RecordList()
    {
        lines = listed["lines"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Count == 0)
        {
            FailField("lines", "Field_REQUIRED");
            return;
        }

        if (!listed.TryOptionalDate("day", out var day))
        {
            FailField("day", "Field_NOT_A_DATE");
            return;
        }

        var request = new RecordVisitsRequest
        {
            ClassTypeId = listed["list_class_type"], RequestId = listed["request_id"], Lines = { lines.Select(line => new VisitLine { Text = line }) },
        };
        if (TimeOnly.TryParse(listed["time"], System.Globalization.CultureInfo.InvariantCulture, out var time))
        {
            var zone = Zones.Find(listed["zone"]);
            var at = (day?.ToDateOnly() ?? Today).ToDateTime(time);
            request.VisitTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(at, zone.GetUtcOffset(at)));
        }
        else if (day?.ToDateOnly() is { } other && other != Today)
        {
            FailField("time", "Field_REQUIRED");
            return;
        }

        if (await Ask(async () => results = await passes.RecordVisitsAsync(request, cancellationToken: Gone)))
        {
            await Ask(LoadVisits);
        }
    }

    Task Undo(string visit) => Act(
        async () => await passes.UndoVisitAsync(new() { Id = visit, RequestId = Posted($"undo-{visit}")["request_id"] }, cancellationToken: Gone),
        Address(("done", "visit-undone")),
        () => Ask(Load));

    string Why(VisitResult result) =>
        result.Refusal == "UNKNOWN" ? L["Desk_Unknown"] : L.Words.Find($"Error_{result.Refusal}") ?? L.Words.Find($"Field_{result.Refusal}") ?? result.Message;

    string Address(params (string Name, string Value)[] more)
    {
        List<(string Name, string Value)> kept = [.. more];
        if (posted["class_type"].Length > 0)
        {
            kept.Add(("class", posted["class_type"]));
        }
        else if (!posted.WasSent && ClassType is { Length: > 0 } same)
        {
            kept.Add(("class", same));
        }

        if (Zone is { Length: > 0 } zone)
        {
            kept.Add(("zone", zone));
        }

        return "/admin/desk" + Microsoft.AspNetCore.Http.QueryString.Create(kept.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value)));
    }
}
