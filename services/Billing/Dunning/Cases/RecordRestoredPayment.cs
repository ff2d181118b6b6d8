using Billing.Invoices;
using Billing.Payments.Charging;
using Billing.Payments.Providers;
using Billing.Payments.Reversals;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.Dunning.Cases;

/// <summary>A payment stands again: its case is over where nothing else is due, and with it the restriction.</summary>
internal sealed class RecordRestoredPayment(BillingDb db, TimeProvider clock) : IEventHandler<PaymentRestored>
{
    public async Task Handle(PaymentRestored e, CancellationToken ct)
    {
        if (await db.Invoices.Where(i => i.Id == e.AggregateId).Select(i => i.DunningCaseId).FirstOrDefaultAsync(ct) is not { } id)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var restored = await db.DunningCases.SingleAsync(c => c.Id == id, ct);
        var invoices = await db.Invoices.OfCase(id).ToListAsync(ct);
        var wasRunning = restored.IsRunning;
        var (cause, mustChange) = await CauseOf(restored, invoices, ct);
        restored.PaymentRestored(e.Kind, cause, mustChange, now);
        restored.Review(invoices, now);
        if (restored.State == DunningState.Recovered && wasRunning)
        {
            restored.Count("recovered");
        }
    }

    /// <summary>Of what is still due: another payment that does not stand, else the last charge that a provider declined; one that was not sent, as the card was disputed, says nothing any more.</summary>
    private async Task<(DunningCause Cause, bool MethodMustChange)> CauseOf(DunningCase restored, IReadOnlyList<Invoice> invoices, CancellationToken ct)
    {
        var unpaid = invoices.Unpaid().Select(i => i.Id).ToList();
        if (unpaid.Count == 0)
        {
            return (restored.Cause, restored.MethodMustChange);
        }

        var kind = await db.Reversals.Where(r => unpaid.Contains(r.InvoiceId) && r.AmountRestored < r.Amount)
            .OrderBy(r => r.Kind == ReversalKind.Chargeback ? 0 : 1).Select(r => (ReversalKind?)r.Kind).FirstOrDefaultAsync(ct);
        if (kind is { } reversed)
        {
            return (ReversalCauses.Of(reversed),
                kind == ReversalKind.Chargeback && await db.DefaultMethodOf(restored.CustomerId, ct) is not { RefusedFor: null });
        }

        var last = await db.PaymentAttempts.AsNoTracking().Where(a => unpaid.Contains(a.InvoiceId) && a.State == PaymentAttemptState.Failed && a.Cause != FailureCause.Disputed)
            .OrderByDescending(a => a.CompletedAt).FirstOrDefaultAsync(ct);
        return last is null ? (DunningCause.NotPaid, false) : (DunningWire.CauseOf(AttemptWire.EventName(last.Cause!.Value)), last.Hard);
    }
}
