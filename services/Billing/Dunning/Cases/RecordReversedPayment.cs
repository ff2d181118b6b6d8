using Billing.Invoices;
using Billing.Payments.Charging;
using Billing.Payments.Reversals;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.Dunning.Cases;

/// <summary>
/// A payment does not stand. What the invoice's case had recovered by it is recovered no more, and a case is opened as for a charge that failed, or the one that runs takes the
/// invoice in. What was registered by mistake is unpaid as if it had never been: where a case had recovered it, one runs again; else it waits for its due date.
/// </summary>
internal sealed class RecordReversedPayment(BillingDb db, DunningCases cases, TimeProvider clock) : IEventHandler<PaymentReversed>
{
    public async Task Handle(PaymentReversed e, CancellationToken ct)
    {
        var invoice = await db.Invoices.SingleAsync(i => i.Id == e.AggregateId, ct);
        var now = clock.GetUtcNow();
        var isUnpaid = invoice is { State: InvoiceState.Open, AmountDue: > 0 };
        if (invoice.DunningCaseId is { } id && await db.DunningCases.FirstOrDefaultAsync(c => c.Id == id, ct) is { } own)
        {
            // One that was paid again since is recovered.
            if (isUnpaid || own.State != DunningState.Recovered)
            {
                own.PaymentReversed(e.Kind, e.Amount.Amount, now);
            }
        }

        if (!isUnpaid || (e.Kind == ReversalWire.EventName(ReversalKind.RegisteredByMistake) && invoice.DunningCaseId is null))
        {
            return;
        }

        var cause = ReversalCauses.Of(ReversalWire.Named(e.Kind));
        var mustChange = cause == DunningCause.Disputed && await db.DefaultMethodOf(invoice.CustomerId, ct) is not { RefusedFor: null };
        await cases.Take(invoice, cause, mustChange, now, ct);
    }
}
