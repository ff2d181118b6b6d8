using Billing.Invoices;
using Billing.Payments.Charging;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.Dunning.Cases;

/// <summary>A charge failed, whatever its cause: a case is opened at once, or the one that runs takes the invoice in (domain.md A3 30).</summary>
internal sealed class OpenDunningCase(BillingDb db, DunningCases cases, TimeProvider clock) : IEventHandler<PaymentFailed>
{
    public async Task Handle(PaymentFailed e, CancellationToken ct)
    {
        // It may have been paid, credited or voided since.
        if (await db.Invoices.FirstOrDefaultAsync(i => i.Id == e.AggregateId, ct) is { State: InvoiceState.Open, AmountDue: > 0 } invoice
            && !await IsOld(e, invoice.DunningCaseId, ct))
        {
            await cases.Take(invoice, DunningWire.CauseOf(e.Cause), e.MethodMustChange, clock.GetUtcNow(), ct);
        }
    }

    /// <summary>The case knows of a later try already, or ended after this one: what helps now does not follow from it.</summary>
    private async Task<bool> IsOld(PaymentFailed e, Guid? caseId, CancellationToken ct) =>
        caseId is not null
        && (await db.PaymentAttempts.AnyAsync(a => a.InvoiceId == e.AggregateId && a.Number > e.AttemptNumber && a.State == PaymentAttemptState.Failed, ct)
            || await db.DunningCases.AnyAsync(c => c.Id == caseId && c.EndedAt > e.OccurredAt, ct));
}

/// <summary>The bank asks for the customer's confirmation: no decline, but the customer has to be told (domain.md A4 43).</summary>
internal sealed class RecordConfirmationRequest(BillingDb db, DunningCases cases, TimeProvider clock) : IEventHandler<PaymentConfirmationRequested>
{
    public async Task Handle(PaymentConfirmationRequested e, CancellationToken ct)
    {
        // It may have been confirmed, or refused, since.
        if (await db.Invoices.FirstOrDefaultAsync(i => i.Id == e.AggregateId, ct) is { State: InvoiceState.Open, AmountDue: > 0, ConfirmBy: not null } invoice)
        {
            await cases.Take(invoice, DunningCause.ConfirmationRequired, methodMustChange: false, clock.GetUtcNow(), ct);
        }
    }
}
