using Contracts.Billing.V1;
using Contracts.Common.V1;
using Microsoft.AspNetCore.Http;
using Screens.Formatting;

namespace Admin.Invoices;

/// <summary>What the list of invoices is asked for, as its address says; the file that is exported is asked the same.</summary>
/// <param name="Words">As they were typed.</param>
sealed record InvoiceQuery(InvoiceState State, string From, string To, string Customer, string Words)
{
    public static InvoiceQuery Of(IQueryCollection query) => new(
        Enum.TryParse<InvoiceState>(query["state"], ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : InvoiceState.Unspecified,
        TypedDate.Read("from", part => query[part]), TypedDate.Read("to", part => query[part]), query["customer"].ToString(), query["q"].ToString().Trim());

    public bool Narrows => State != InvoiceState.Unspecified || From.Length > 0 || To.Length > 0 || Customer.Length > 0 || Words.Length > 0;

    /// <summary>The field that nothing can be asked by and the key of the words that say why; null when all is well.</summary>
    public (string Field, string Key)? Unreadable =>
        From.Length > 0 && Day(From) is null ? ("from", "Field_NOT_A_DATE")
        : To.Length > 0 && Day(To) is null ? ("to", "Field_NOT_A_DATE")
        : Customer.Length > 0 && !Guid.TryParse(Customer, out _) ? ("customer", "Field_UNKNOWN")
        : null;

    /// <summary>What is <see cref="Unreadable"/> narrows nothing.</summary>
    public ListInvoicesRequest Request(int pageSize, string pageToken)
    {
        var request = new ListInvoicesRequest
        {
            PageSize = pageSize, PageToken = pageToken, Query = Words, CustomerId = Guid.TryParse(Customer, out _) ? Customer : "", IssuedFrom = Day(From), IssuedTo = Day(To),
        };
        if (State != InvoiceState.Unspecified)
        {
            request.States.Add(State);
        }

        return request;
    }

    /// <summary>The same question with another state, as the end of an address.</summary>
    public string Query(InvoiceState state)
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in new[]
        {
            ("state", state == InvoiceState.Unspecified ? "" : Name(state)), ("from", From), ("to", To), ("customer", Customer), ("q", Words),
        })
        {
            query = value.Length > 0 ? query.Add(name, value) : query;
        }

        return query.ToString();
    }

    public static string Name(InvoiceState state) => state.ToString().ToLowerInvariant();

    static Date? Day(string text) => DateText.TryParse(text, out var day) ? Date.From(day) : null;
}
