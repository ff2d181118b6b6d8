using Billing.Accounts;
using Billing.Invoices;
using Billing.Ordering;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Billing.CreditNotes;

/// <summary>A close that had taken effect was taken back: the days that it released are served after all.</summary>
internal sealed class UndoCloseSubscription(BillingDb db, SubscriptionOrder order, TimeProvider clock) : OrderedHandler<SubscriptionCloseUndone>(order)
{
    protected override async Task Apply(SubscriptionCloseUndone e, SubscriptionAccount account, CancellationToken ct)
    {
        if (!e.Reversed || account.Closing is not { } closing)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var invoices = await db.Invoices.Where(i => i.SubscriptionId == e.AggregateId && i.Kind != InvoiceKind.OneOff).ToListAsync(ct);
        invoices.ForEach(invoice => invoice.RestoreDays(closing.EventId, now));
        account.Reopen(now);
    }
}
