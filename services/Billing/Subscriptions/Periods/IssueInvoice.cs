using Billing.Accounts;
using Billing.Subscriptions.Ordering;
using Contracts.Events;

namespace Billing.Subscriptions.Periods;

/// <summary>A billing period started: its invoice is made and is final at once.</summary>
internal sealed class IssueInvoice(SubscriptionOrder order, InvoiceIssuer issuer) : OrderedHandler<PeriodStarted>(order)
{
    protected override Task Apply(PeriodStarted e, SubscriptionBilling billing, CancellationToken ct) =>
        issuer.Issue([e], new Dictionary<Guid, SubscriptionBilling> { [billing.Id] = billing }, ct);

    /// <summary>The period is never billed.</summary>
    protected override void Skipped(SubscriptionBilling billing) => billing.CountSkipped();
}
