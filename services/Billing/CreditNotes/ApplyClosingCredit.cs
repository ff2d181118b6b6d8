using Billing.Accounts;
using Billing.Invoices;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.CreditNotes;

/// <summary>
/// A subscription ended: what its close gives back is credited on the invoices of the running period. Is the last of them not there
/// yet, the account remembers the close until <see cref="IssueInvoice"/> or <see cref="Changes.ApplyChange"/> makes it. What is left unpaid stays due.
/// </summary>
internal sealed class ApplyClosingCredit(BillingDb db, CreditNoteIssuer credits, TimeProvider clock) : IEventHandler<SubscriptionClosed>
{
    public async Task Handle(SubscriptionClosed e, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var account = await db.AccountOf(e.AggregateId, now, ct);
        var closing = account.Close(e, now);

        if (await db.CreditNotes.AnyAsync(n => n.CauseEventId == e.EventId, ct))
        {
            return;
        }

        var invoices = await db.Invoices.GivenBackBy(e.AggregateId, closing).ToListAsync(ct);
        if (closing.BilledBy is { } change && invoices.All(i => i.SourceId != change))
        {
            return;
        }

        foreach (var invoice in invoices)
        {
            await credits.Issue(invoice, closing, ct);
        }
    }
}
