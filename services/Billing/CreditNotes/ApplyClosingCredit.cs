using Billing.Accounts;
using Billing.Invoices;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.CreditNotes;

/// <summary>
/// A subscription ended: what its close gives back is credited on the invoice of the running period. Is that invoice not there
/// yet, the account remembers the close until <see cref="IssueInvoice"/> makes it. What is left unpaid stays due.
/// </summary>
internal sealed class ApplyClosingCredit(BillingDb db, CreditNoteIssuer credits, TimeProvider clock) : IEventHandler<SubscriptionClosed>
{
    public async Task Handle(SubscriptionClosed e, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var account = await db.AccountOf(e.AggregateId, now, ct);
        account.Close(e, now);

        var invoice = await db.Invoices.OfPeriod(e.AggregateId, e.PeriodStart).FirstOrDefaultAsync(ct);
        if (invoice is not null && !await db.CreditNotes.AnyAsync(n => n.CauseEventId == e.EventId, ct))
        {
            await credits.Issue(invoice, account.Closing!, ct);
        }
    }
}
