using System.Globalization;
using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Reconciliation;

namespace Billing.Reconciliation;

/// <summary>
/// Every order has as many invoices of periods as were made for it, and none of its periods before the last was left out but those that began with
/// a change and those that staff skipped (domain.md C4). Only what differs is read.
/// </summary>
internal sealed class PeriodReconciliation(BillingDb db)
{
    public async Task Run(Findings findings, CancellationToken ct)
    {
        var differing = await db.SubscriptionBillings
            .Select(a => new
            {
                a.Id,
                Made = a.InvoicesIssued,
                Last = a.LastPeriod,
                There = db.Invoices.Count(i => i.SourceId == a.Id && i.Kind == InvoiceKind.Period),
                Changed = db.Invoices.Count(i => i.SourceId == a.Id && i.Kind == InvoiceKind.Change && i.ServicePeriodStart == i.PeriodStart),
                Skipped = a.PeriodsSkipped,
                Number = db.Invoices.Where(i => i.SourceId == a.Id).Select(i => i.SourceNumber).FirstOrDefault(),
            })
            .Where(a => a.Made != a.There || a.Made + a.Changed + a.Skipped < a.Last)
            .OrderBy(a => a.Id).ToListAsync(ct);
        foreach (var order in differing)
        {
            findings.Looked(Guid.Empty, order.Number ?? order.Id.ToString(),
                [("PERIODS_COUNT", string.Create(
                    CultureInfo.InvariantCulture, $"{order.Made} invoices were made for its periods, the last for number {order.Last}; {order.There} are there."))]);
        }
    }
}
