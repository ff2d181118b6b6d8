using Admin.Plans;
using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Screens.Components.Fields;
using Screens.Pages;

namespace Admin.Orders;

/// <summary>Turns the Close Reason form into a request.</summary>
static class CloseRequests
{
    /// <returns>The field that is wrong and the key of the words that say why; null when all is well.</returns>
    public static (string Field, string Key)? Read(Posted posted, IReadOnlyList<CloseReason> reasons, out CloseSubscriptionRequest request)
    {
        request = new CloseSubscriptionRequest { Comment = posted["comment"], Etag = posted["etag"], RequestId = posted["request_id"] };
        var reason = posted["reason"];
        if (reason.Length == 0)
        {
            return ("reason", "Field_REQUIRED");
        }

        if (Find(reasons, reason) is { } configured)
        {
            request.ReasonId = configured.Id;
        }
        else
        {
            request.ReasonText = reason;
        }

        var wrong = ReadTerms(posted, out var terms);
        (request.When, request.CloseDate, request.Credit, request.Settlement, request.IssueCreditAtOnce) = terms;
        return wrong;
    }

    /// <summary>When it takes effect and what it credits.</summary>
    /// <returns>As <see cref="Read"/>.</returns>
    public static (string Field, string Key)? ReadTerms(Posted posted, out (CloseWhen When, Date? Date, ClosingCredit Credit, ClosingSettlement Settlement, bool AtOnce) terms)
    {
        var wrong = CloseTiming.Read(posted, out var timing);
        terms = (
            timing.When,
            timing.Date,
            posted["credit"] switch
            {
                "prorated" => ClosingCredit.Prorated,
                "full" => ClosingCredit.Full,
                "none" => ClosingCredit.None,
                _ => ClosingCredit.Unspecified,
            },
            ClosingChoices.Settlement(posted["settlement"]),
            posted.Ticked("issue_credit_at_once"));
        return wrong;
    }

    /// <summary>Those that staff may give: the end of a term is the system's own reason.</summary>
    public static IReadOnlyList<CloseReason> Offered(IEnumerable<CloseReason> reasons) => [.. reasons.Where(reason => reason.Code != "end_of_term")];

    // What was typed is a configured reason when it equals its label in any language, whatever language the page had.
    static CloseReason? Find(IReadOnlyList<CloseReason> reasons, string text) =>
        reasons.FirstOrDefault(reason => reason.Label.Values.Values.Any(label =>
            string.Equals(label.Trim(), text, StringComparison.OrdinalIgnoreCase)));
}
