using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.Dunning.Cases;

/// <summary>Something became of an invoice: its case may be over, by whatever way it was paid or taken back (domain.md A3 35).</summary>
internal sealed class ReviewDunningCase<TEvent>(BillingDb db, TimeProvider clock) : IEventHandler<TEvent>
    where TEvent : class, ISubjectEvent
{
    public async Task Handle(TEvent e, CancellationToken ct)
    {
        if (e.Subject.Kind != SubjectKinds.Invoice
            || await db.Invoices.Where(i => i.Id == e.Subject.Id).Select(i => i.DunningCaseId).FirstOrDefaultAsync(ct) is not { } id)
        {
            return;
        }

        var reviewed = await db.DunningCases.SingleAsync(c => c.Id == id, ct);
        var wasOver = !reviewed.IsRunning;
        reviewed.Review(await db.Invoices.Where(i => i.DunningCaseId == id).ToListAsync(ct), clock.GetUtcNow());
        if (reviewed.State == DunningState.Recovered && !wasOver)
        {
            reviewed.Count("recovered");
        }
    }
}
