using Billing.AccountCredits;
using Billing.Accounts;
using Billing.Charging;
using Billing.CreditNotes;
using Billing.Forgone;
using Billing.Invoices;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;
using ServiceDefaults.Messaging;

namespace Billing.Changes;

/// <summary>
/// Plan or quantity changed within a period: the unused days are credited on the invoice that billed them, whichever that is, and billed anew. The
/// credit pays the new invoice by itself; the rest is charged like any other.
/// </summary>
internal sealed class ApplyChange(
    BillingDb db, InvoiceFinaliser finaliser, CreditNoteIssuer credits, CreditBook book, ChargePlanner charges, TimeProvider clock)
    : IEventHandler<SubscriptionChanged>
{
    public async Task Handle(SubscriptionChanged e, CancellationToken ct)
    {
        if (e.Proration is not { } change || await db.Invoices.AnyAsync(i => i.SubscriptionId == e.AggregateId && i.SourceId == change.SourceId, ct))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var billed = await db.BillingRestOf(e.AggregateId, change.BilledPeriodStart, change.BilledBy, ct)
            ?? throw new OutOfTurnException($"The change of {e.Order.Number} waits for the invoice whose unused days it gives back.");
        // A close at the same moment collides here, begins again and sees this invoice; or this one sees the close.
        var account = await db.AccountOf(e.AggregateId, now, ct);
        account.Touch(now);

        var invoice = Invoice.DraftOfChange(e, change, now);
        await finaliser.Finalise(invoice, e.Actor, ct);
        db.Invoices.Add(invoice);

        await credits.Issue(billed, e, change.UnusedFrom, ct);
        await book.Apply(invoice, ct);
        if (account.Closing is { } closing && closing.WaitsFor(change.PeriodStart, change.SourceId))
        {
            // The close overtook the change.
            var earlier = await db.Invoices.GivenBackBy(e.AggregateId, closing).ToListAsync(ct);
            foreach (var given in earlier.Append(invoice))
            {
                await credits.Issue(given, closing, ct);
            }
        }

        await charges.ChargeIssued(invoice, ct);
    }
}
