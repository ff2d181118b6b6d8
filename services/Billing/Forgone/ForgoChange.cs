using Billing.Accounts;
using Billing.CreditNotes;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.Forgone;

/// <summary>
/// Somebody decided that a change within a period shall not be billed. A close that has waited for its invoice gives back of what is billed in fact.
/// </summary>
internal sealed class ForgoChange(BillingDb db, ClosingCreditDesk closings, TimeProvider clock) : IDiscardHandler<SubscriptionChanged>
{
    public async Task Discarded(SubscriptionChanged e, CancellationToken ct)
    {
        // Its invoice may have been made by a repeat of the event whose inbox row has been tidied away.
        if (e.Proration is not { } change || await db.Invoices.AnyAsync(i => i.SubscriptionId == e.AggregateId && i.SourceId == change.SourceId, ct))
        {
            return;
        }

        var now = clock.GetUtcNow();
        db.ForgoneInvoices.Add(ForgoneInvoice.Of(e, change, now));
        // A close at the same moment collides here, begins again and sees what was decided; or this one sees the close.
        var account = await db.AccountOf(e.AggregateId, now, ct);
        account.Touch(now);
        await db.SaveChangesAsync(ct);
        if (account.Closing is { } closing && closing.WaitsFor(change.PeriodStart, change.SourceId))
        {
            await closings.Give(account, ct);
        }
    }
}
