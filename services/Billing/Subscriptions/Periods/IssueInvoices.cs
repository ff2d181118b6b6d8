using Billing.Subscriptions.Ordering;
using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Billing.Subscriptions.Periods;

/// <summary>
/// Periods of many subscriptions started in one step of a billing run: the invoices of those that are the next events of their subscriptions are made in one
/// transaction. When that fails, <see cref="IssueInvoice"/> gets each by itself.
/// </summary>
internal sealed class IssueInvoices(SubscriptionOrder order, InvoiceIssuer issuer) : IEventHandler<PeriodsStarted>
{
    public async Task Handle(PeriodsStarted e, CancellationToken ct)
    {
        var (next, billings) = await order.Next(e.Periods, ct);
        await issuer.Issue(next, billings, ct);
    }
}
