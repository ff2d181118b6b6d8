using Admin.Configuration;
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
    const int Rows = 50;

    IReadOnlyList<Customer> customers = [];
    ListClassTypesResponse? classTypes;
    IReadOnlyList<Visit>? visits;
    string next = "";
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

    /// <summary>Whose classes were counted last.</summary>
    [SupplyParameterFromQuery(Name = "pass")]
    public string? PassId { get; set; }

    [SupplyParameterFromQuery(Name = "client")]
    public string? ClientId { get; set; }

    /// <summary>Of what was entered: the page that is shown.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? Token { get; set; }

    /// <summary>As it was chosen in a form that was sent, or with the form before it.</summary>
    string DeskZone => posted["class_zone"] is { Length: > 0 } missed ? missed
        : listed["zone"] is { Length: > 0 } list ? list
        : Zone is { Length: > 0 } zone ? zone
        : businessZone;

    DateOnly Today => clock.Today(DeskZone);

    IEnumerable<(string Value, string Words)> ClassTypes => classTypes?.ClassTypes.Select(type => (type.Id, L.Text(type.Name))) ?? [];

    string Came => checkedIn?.Holders.FirstOrDefault(holder => holder.CustomerId == ClientId)?.CustomerName ?? "";

    protected override async Task OnInitializedAsync()
    {
        posted = Posted(CheckInForm);
        listed = Posted(ListForm);
        businessZone = await business.Ask(RequestAborted);
        await Ask(Load);
        if (!string.IsNullOrEmpty(PassId) && Problem is null)
        {
            checkedIn = await AskOptional(passes.GetPassAsync(new() { Id = PassId }, cancellationToken: RequestAborted));
        }
    }

    async Task Load()
    {
        var listCustomers = people.ListCustomersAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted);
        var listClasses = classes.ListClassTypesAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted);
        await LoadVisits();
        customers = (await listCustomers).Customers;
        classTypes = await listClasses;
    }

    /// <summary>A token belongs to its list with its filters, and a day ago is another moment for each page: the list itself has no end there.</summary>
    async Task LoadVisits()
    {
        var page = await passes.ListVisitsAsync(new() { OrderBy = "record_time desc", PageSize = Rows, PageToken = Token ?? "" }, cancellationToken: RequestAborted);
        var dayAgo = Timestamp.FromDateTimeOffset(clock.GetUtcNow().AddDays(-1));
        visits = [.. page.Visits.TakeWhile(visit => visit.RecordTime >= dayAgo)];
        next = visits.Count == page.Visits.Count ? page.NextPageToken : "";
    }

    /// <summary>When a class was, as a form says it: null where it says no time, which is now.</summary>
    /// <param name="prefix">Of the names of its fields.</param>
    /// <returns>False when it cannot be read, which the page then says.</returns>
    bool TryTime(Posted form, string prefix, bool required, out Timestamp? at)
    {
        at = null;
        if (!form.TryOptionalDate($"{prefix}day", out var day))
        {
            FailField($"{prefix}day", "Field_NOT_A_DATE");
            return false;
        }

        var text = NumberText.Latin(form[$"{prefix}time"]);
        if (TimeOnly.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var time))
        {
            var local = (day?.ToDateOnly() ?? Today).ToDateTime(time);
            at = Timestamp.FromDateTimeOffset(new DateTimeOffset(local, Zones.Find(DeskZone).GetUtcOffset(local)));
            return true;
        }

        if (required || text.Length > 0 || (day?.ToDateOnly() is { } other && other != Today))
        {
            FailField($"{prefix}time", "Field_REQUIRED");
            return false;
        }

        return true;
    }

    /// <summary>What is wrong with a field of the form that was sent.</summary>
    string? Wrong(Posted form, string field) => form.WasSent ? Problem?.Field(field) : null;

    Task Undo(string visit) => Act(
        async () => await passes.UndoVisitAsync(new() { Id = visit, RequestId = Posted($"undo-{visit}")["request_id"] }, cancellationToken: RequestAborted),
        Address([("done", "visit-undone"), .. ThisPage]),
        () => Ask(Load));

    /// <summary>A form that stands on a later page is sent to that page.</summary>
    (string Name, string Value)[] ThisPage => string.IsNullOrEmpty(Token) ? [] : [("page", Token)];

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

        if (DeskZone != businessZone)
        {
            kept.Add(("zone", DeskZone));
        }

        return "/admin/desk" + Microsoft.AspNetCore.Http.QueryString.Create(kept.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value)));
    }
}
