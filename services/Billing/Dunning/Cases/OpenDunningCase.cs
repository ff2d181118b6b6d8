using Billing.Invoices;
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
        if (await db.Invoices.FirstOrDefaultAsync(i => i.Id == e.AggregateId, ct) is { State: InvoiceState.Open, AmountDue: > 0 } invoice)
        {
            await cases.Take(invoice, DunningWire.CauseOf(e.Cause), e.MethodMustChange, clock.GetUtcNow(), ct);
        }
    }
}
