using Contracts.Plans.V1;
using Common = Contracts.Common.V1;

namespace Subscriptions.Orders;

/// <summary>What a close gives back: what its decision says, and else what the order's plan says at that moment.</summary>
public sealed class ClosingDecisions(Catalogue catalogue)
{
    /// <summary>The plan is asked only where something is left to it.</summary>
    internal async Task<CloseDecision> Complete(CloseDecision decision, CloseTerms terms, Subscription subscription, CancellationToken ct)
    {
        var credit = terms.Credit;
        var settlement = terms.Settlement;
        if (credit is null || (credit != ClosingCredit.None && settlement is null))
        {
            var policy = (await catalogue.Plan(subscription.PlanId, ct)).Closing;
            credit ??= Of(policy.Credit);
            settlement ??= policy.Settlement == Common.ClosingSettlement.Refund ? ClosingSettlement.Refund : ClosingSettlement.AccountCredit;
        }

        return decision with
        {
            When = terms.When,
            Date = terms.Date,
            Credit = credit.Value,
            Settlement = settlement ?? ClosingSettlement.AccountCredit,
            CreditAtOnce = terms.CreditAtOnce,
        };
    }

    private static ClosingCredit Of(PlanClosingCredit credit) => credit switch
    {
        PlanClosingCredit.Prorated => ClosingCredit.Prorated,
        PlanClosingCredit.Full => ClosingCredit.Full,
        _ => ClosingCredit.None,
    };
}
