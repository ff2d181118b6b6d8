using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Billing.Invoices;

/// <summary>
/// Periods of many subscriptions started in one step of a billing run: their invoices are made in one transaction. When that fails,
/// <see cref="IssueInvoice"/> gets each by itself.
/// </summary>
internal sealed class IssueInvoices(InvoiceIssuer issuer) : IEventHandler<PeriodsStarted>
{
    public Task Handle(PeriodsStarted e, CancellationToken ct) => issuer.Issue(e.Periods, ct);
}
