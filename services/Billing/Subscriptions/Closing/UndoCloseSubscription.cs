using Billing.AccountCredits;
using Billing.Accounts;
using Billing.Invoices;
using Billing.Payments.Charging;
using Billing.Subscriptions.Ordering;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Billing.Subscriptions.Closing;

/// <summary>A close that had taken effect was undone: the days that it released are served after all, and what it had reserved of them is owed.</summary>
internal sealed class UndoCloseSubscription(BillingDb db, SubscriptionOrder order, CustomerBalances balances, ChargePlanner charges, TimeProvider clock)
    : OrderedHandler<SubscriptionCloseUndone>(order)
{
    protected override async Task Apply(SubscriptionCloseUndone e, SubscriptionBilling billing, CancellationToken ct)
    {
        if (!e.Reversed || billing.Closing is not { } closing)
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
                await balances.Apply(invoice, ct);
                await charges.ChargeReopened(invoice, ct);
            }
        }

        billing.Reopen(now);
    }
}
