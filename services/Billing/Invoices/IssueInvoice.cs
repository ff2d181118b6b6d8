using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Billing.Invoices;

/// <summary>A billing period started: its invoice is made and is final at once.</summary>
internal sealed class IssueInvoice(InvoiceIssuer issuer) : IEventHandler<PeriodStarted>
{
    public Task Handle(PeriodStarted e, CancellationToken ct) => issuer.Issue([e], ct);
}
