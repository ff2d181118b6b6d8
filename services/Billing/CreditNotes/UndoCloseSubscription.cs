using Billing.AccountCredits;
using Billing.Accounts;
using Billing.Charging;
using Billing.Invoices;
using Billing.Ordering;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Billing.CreditNotes;

/// <summary>A close that had taken effect was undone: the days that it released are served after all, and what it had reserved of them is owed.</summary>
internal sealed class UndoCloseSubscription(BillingDb db, SubscriptionOrder order, CreditBook book, ChargePlanner charges, TimeProvider clock)
    : OrderedHandler<SubscriptionCloseUndone>(order)
{
    protected override async Task Apply(SubscriptionCloseUndone e, SubscriptionAccount account, CancellationToken ct)
    {
        if (!e.Reversed || account.Closing is not { } closing)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var invoices = await db.Invoices.Where(i => i.SourceId == e.AggregateId && i.Kind != InvoiceKind.OneOff).ToListAsync(ct);
        foreach (var invoice in invoices)
        {
            invoice.RestoreDays(closing.EventId, now);
            if (invoice.FreeReserved(now))
            {
                await book.Apply(invoice, ct);
                await charges.ChargeReopened(invoice, ct);
            }
        }

        account.Reopen(now);
    }
}
