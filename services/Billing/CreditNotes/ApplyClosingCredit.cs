using Billing.Accounts;
using Billing.Invoices;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.CreditNotes;

/// <summary>
/// A subscription ended: what its close gives back is credited on the invoices of the running period. Is the last of them not there
/// yet, the account remembers the close until <see cref="IssueInvoice"/> or <see cref="Changes.ApplyChange"/> makes it, or somebody decides that it
/// never will be (<see cref="Forgone.ForgoChange"/>). What is left unpaid stays due.
/// </summary>
internal sealed class ApplyClosingCredit(BillingDb db, ClosingCreditDesk closings, TimeProvider clock) : IEventHandler<SubscriptionClosed>
{
    public async Task Handle(SubscriptionClosed e, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var account = await db.AccountOf(e.AggregateId, now, ct);
        account.Close(e, now);
        if (!await db.CreditNotes.AnyAsync(n => n.CauseEventId == e.EventId, ct))
        {
            await closings.Give(account, ct);
        }
    }
}
