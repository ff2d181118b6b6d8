using System.Globalization;
using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Microsoft.AspNetCore.Http;
using Screens.Formatting;

namespace Admin.Passes.Report;

/// <summary>What the pass report is asked for, as its address says; the file that is exported is asked the same.</summary>
/// <param name="State">Empty: active and frozen passes; all, in_grace, or one state.</param>
/// <param name="Grace">Days, as they were typed; empty: none.</param>
/// <param name="Order">A column, with " desc" the other way round; empty: the newest first.</param>
/// <param name="Words">As they were typed.</param>
sealed record PassQuery(string State, string From, string Until, string Grace, string Customer, string Order, string Words)
{
    public const string All = "all";
    public const string InGrace = "in_grace";

    public static PassQuery Of(IQueryCollection query) => new(
        query["state"].ToString(), TypedDate.Read("from", part => query[part]), TypedDate.Read("until", part => query[part]),
        query["grace"].ToString().Trim(), query["customer"].ToString(), query["order"].ToString(), query["q"].ToString().Trim());

    public bool Narrows => State.Length > 0 || From.Length > 0 || Until.Length > 0 || Customer.Length > 0 || Words.Length > 0;

    /// <summary>The field that nothing can be asked by and the key of the words that say why; null when all is well.</summary>
    public (string Field, string Key)? Unreadable =>
        From.Length > 0 && Day(From) is null ? ("first_day", "Field_NOT_A_DATE")
        : Until.Length > 0 && Day(Until) is null ? ("last_day", "Field_NOT_A_DATE")
        : Grace.Length > 0 && GraceDays < 0 ? ("grace_days", "Field_OUT_OF_RANGE")
        : Customer.Length > 0 && !Guid.TryParse(Customer, out _) ? ("customer", "Field_UNKNOWN")
        : null;

    /// <summary>What is <see cref="Unreadable"/> narrows nothing.</summary>
    public ListPassesRequest Request(int pageSize, string pageToken, bool last = false)
    {
        var request = new ListPassesRequest
        {
            PageSize = pageSize,
            PageToken = pageToken,
            FromEnd = last,
            FirstDay = Day(From),
            LastDay = Day(Until),
            GraceDays = Math.Max(GraceDays, 0),
            CustomerId = Guid.TryParse(Customer, out _) ? Customer : "",
            Query = Words,
            OrderBy = Order,
            InGrace = State == InGrace,
        };
        if (State == All)
        {
            request.States.Add(Enum.GetValues<PassState>().Where(state => state != PassState.Unspecified));
        }
        else if (PassWords.Parse(State) is var state and not PassState.Unspecified)
        {
            request.States.Add(state);
        }

        return request;
    }

    /// <summary>Those of what it asks for that have expired.</summary>
    public WinBackFilter WinBack => new() { FirstDay = Day(From), LastDay = Day(Until), CustomerId = Guid.TryParse(Customer, out _) ? Customer : "", Query = Words };

    /// <summary>The same question, as the end of an address.</summary>
    public string Query()
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in new[]
        {
            ("state", State), ("from", From), ("until", Until), ("grace", Grace), ("customer", Customer), ("order", Order), ("q", Words),
        })
        {
            query = value.Length > 0 ? query.Add(name, value) : query;
        }

        return query.ToString();
    }

    /// <summary>Below zero for what is no number.</summary>
    int GraceDays => Grace.Length == 0 ? 0
        : int.TryParse(NumberText.Latin(Grace), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : -1;

    static Date? Day(string text) => DateText.TryParse(text, out var day) ? Date.From(day) : null;
}
