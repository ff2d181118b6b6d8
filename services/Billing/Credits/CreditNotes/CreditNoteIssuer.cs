using Billing.AccountCredits;
using Billing.Accounts;
using Billing.Credits.Refunds;
using Billing.Invoices;
using Billing.Numbering;
using Contracts.Events;

namespace Billing.Credits.CreditNotes;

/// <summary>Makes credit notes in the caller's transaction; what was paid of them becomes account credit.</summary>
internal sealed class CreditNoteIssuer(BillingDb db, NumberAllocator numbers, CustomerBalances balances, RefundPlanner refunds, TimeProvider clock)
{
    /// <summary>Issues the credit note of a close for one invoice.</summary>
    public async Task Issue(Invoice invoice, IReadOnlyList<CreditNoteLine> lines, ClosingTerms closing, CancellationToken ct)
    {
        var (_, surplus) = await Issue(invoice, lines, closing.EventId, reason: "", closing.Actor, closing.Credit, ct);
        if (closing.Refunds)
        {
            await refunds.Plan(invoice, ClosingRefund.Of(invoice, surplus), reason: "", closing.Actor, ct);
        }
    }

    /// <summary>Credits what was not used of a pass that was withdrawn.</summary>
    public async Task Issue(Invoice invoice, IReadOnlyList<CreditNoteLine> lines, PassWithdrawal withdrawal, CancellationToken ct)
    {
        var (_, surplus) = await Issue(invoice, lines, withdrawal.EventId, "", withdrawal.Actor, "pass", ct);
        if (withdrawal.Refunds)
        {
            await refunds.Plan(invoice, ClosingRefund.Of(invoice, surplus), "", withdrawal.Actor, ct);
        }
    }

    /// <summary>Credits the unused days that a change bills anew.</summary>
    public Task Issue(Invoice invoice, IReadOnlyList<CreditNoteLine> lines, SubscriptionChanged e, CancellationToken ct) =>
        Issue(invoice, lines, e.EventId, reason: "", e.Actor, "change", ct);

    /// <summary>Takes back what staff decided to.</summary>
    /// <returns>The note, and what it left as account credit.</returns>
    public Task<(CreditNote Note, decimal Surplus)> Issue(
        Invoice invoice, IReadOnlyList<CreditNoteLine> lines, string reason, EventActor actor, CancellationToken ct) =>
        Issue(invoice, lines, Guid.CreateVersion7(clock.GetUtcNow()), reason, actor, "by_staff", ct);

    private async Task<(CreditNote Note, decimal Surplus)> Issue(
        Invoice invoice, IReadOnlyList<CreditNoteLine> lines, Guid cause, string reason, EventActor actor, string kind, CancellationToken ct)
    {
        var number = await numbers.Next(NumberSeries.CreditNotes, ct);
        var note = CreditNote.Issue(invoice, lines, number, cause, actor, clock.GetUtcNow(), reason);
        db.CreditNotes.Add(note);
        BillingMetrics.CreditNotesIssued.Add(1, new KeyValuePair<string, object?>("credit", kind));
        return (note, await balances.ReleaseSurplus(invoice, actor, note.Number, reason, ct));
    }
}
