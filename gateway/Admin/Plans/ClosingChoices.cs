using Contracts.Common.V1;
using Contracts.Plans.V1;
using Screens.Languages;
using Screens.Pages;

namespace Admin.Plans;

/// <summary>What a close credits and how, as forms offer it: on the plan, and for one close.</summary>
static class ClosingChoices
{
    const string None = "none";
    const string Prorated = "prorated";
    const string Full = "full";
    const string AccountCredit = "account_credit";
    const string Refund = "refund";

    public static IReadOnlyList<(string Value, string Words)> Credits(Locale words) =>
        [(None, words["Credit_None"]), (Prorated, words["Credit_Prorated"]), (Full, words["Credit_Full"])];

    public static IReadOnlyList<(string Value, string Words)> Settlements(Locale words) =>
        [(AccountCredit, words["Settlement_AccountCredit"]), (Refund, words["Settlement_Card"])];

    /// <summary>What the form shows chosen.</summary>
    public static string Value(PlanClosingCredit? credit) => credit switch
    {
        PlanClosingCredit.Prorated => Prorated,
        PlanClosingCredit.Full => Full,
        _ => None,
    };

    public static string Value(ClosingSettlement? settlement) => settlement == ClosingSettlement.Refund ? Refund : AccountCredit;

    public static ClosingPolicy Read(Posted posted) => new()
    {
        Credit = posted["closing_credit"] switch
        {
            Prorated => PlanClosingCredit.Prorated,
            Full => PlanClosingCredit.Full,
            _ => PlanClosingCredit.None,
        },
        Settlement = Settlement(posted["closing_settlement"]),
    };

    /// <summary>Nothing chosen: what the plan says.</summary>
    public static ClosingSettlement Settlement(string value) => value switch
    {
        AccountCredit => ClosingSettlement.AccountCredit,
        Refund => ClosingSettlement.Refund,
        _ => ClosingSettlement.Unspecified,
    };
}
