using Billing.Invoices;
using Billing.Numbering;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.DueWork;

namespace Billing.Dunning.Cases;

/// <summary>
/// Invoices that are unpaid at their due date, though no charge failed: where the plan closes what is unpaid, a case is opened, so that the customer is
/// told before.
/// </summary>
internal sealed class OpenOverdueCases(BusinessCalendar business) : DueWork<BillingDb>
{
    public override string Name => "open-overdue-cases";

    public override IQueryable<DueItem> Due(BillingDb db, DateTimeOffset now) =>
        db.Invoices.Where(i => i.OverdueAt <= now).OrderBy(i => i.OverdueAt).Select(i => new DueItem { Id = i.Id, At = i.OverdueAt!.Value });

    public override async Task Handle(BillingDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var invoice = await db.Invoices.SingleAsync(i => i.Id == id, ct);
        if (invoice.OverdueAt is null || invoice.OverdueAt > now)
        {
            return;
        }

        invoice.ForgetOverdue();
        if (invoice is not { State: InvoiceState.Open, AmountDue: > 0, DunningCaseId: null, PendingAttemptId: null, SourceId: { } source })
        {
            return;
        }

        var planId = await db.SubscriptionBillings.Where(a => a.Id == source).Select(a => a.PlanId).FirstOrDefaultAsync(ct);
        if (await db.Plans.AnyAsync(p => p.Id == planId && p.CloseAfterUnpaidDays > 0, ct))
        {
            var cases = new DunningCases(db, new NumberAllocator(db, business));
            await cases.Take(invoice, DunningCause.NotPaid, methodMustChange: false, now, ct);
        }
    }
}
