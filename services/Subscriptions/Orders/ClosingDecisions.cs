using Subscriptions.Catalogue;

namespace Subscriptions.Orders;

/// <summary>What a close credits: what its decision says, and else what the order's plan says at that moment.</summary>
internal sealed class ClosingDecisions(PlanCatalogue catalogue)
{
    /// <summary>The plan is looked at only where something is left to it.</summary>
    internal async Task<CloseDecision> Complete(CloseDecision decision, CloseTerms terms, Subscription subscription, CancellationToken ct)
    {
        var credit = terms.Credit;
        var settlement = terms.Settlement;
        if (credit is null || (credit != ClosingCredit.None && settlement is null))
        {
            var policy = (await catalogue.Plan(subscription.PlanId, ct)).Closing;
            credit ??= policy.Credit;
            settlement ??= policy.Settlement;
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
}
