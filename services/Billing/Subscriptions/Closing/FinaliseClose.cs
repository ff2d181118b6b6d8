using Billing.Accounts;
using Billing.Credits.CreditNotes;
using Billing.Subscriptions.Ordering;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Billing.Subscriptions.Closing;

/// <summary>A close can no longer be undone: what it has reserved is credited.</summary>
internal sealed class FinaliseClose(BillingDb db, SubscriptionOrder order, CreditNoteIssuer credits, TimeProvider clock) : OrderedHandler<SubscriptionCloseFinalised>(order)
{
    protected override async Task Apply(SubscriptionCloseFinalised e, SubscriptionBilling billing, CancellationToken ct)
    {
        var reserved = await db.Invoices.Where(i => i.SourceId == e.AggregateId && i.HasReservedCredit).OrderBy(i => i.CreatedAt).ThenBy(i => i.Id).ToListAsync(ct);
        foreach (var invoice in reserved)
        {
            await credits.Issue(invoice, invoice.ReleaseReserved(clock.GetUtcNow()), billing.Closing!, ct);
        }
    }
}
