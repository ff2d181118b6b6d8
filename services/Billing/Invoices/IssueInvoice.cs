using Billing.Accounts;
using Billing.Ordering;
using Contracts.Events;

namespace Billing.Invoices;

/// <summary>A billing period started: its invoice is made and is final at once.</summary>
internal sealed class IssueInvoice(SubscriptionOrder order, InvoiceIssuer issuer) : OrderedHandler<PeriodStarted>(order)
{
    protected override Task Apply(PeriodStarted e, SubscriptionAccount account, CancellationToken ct) =>
        issuer.Issue([e], new Dictionary<Guid, SubscriptionAccount> { [account.Id] = account }, ct);

    /// <summary>The period is never billed.</summary>
    protected override void Skipped(SubscriptionAccount account) => account.CountSkipped();
}
