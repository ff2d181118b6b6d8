using Billing.Invoices;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Billing.Subscriptions.Periods;

internal static class UnbilledPeriods
{
    /// <summary>Those periods that have no invoice, each once: events may come again long after they were handled.</summary>
    public static async Task<IReadOnlyList<PeriodStarted>> WithoutInvoice(this BillingDb db, IReadOnlyList<PeriodStarted> periods, CancellationToken ct)
    {
        List<Guid?> subscriptions = [.. periods.Select(e => (Guid?)e.AggregateId).Distinct()];
        List<DateOnly?> starts = [.. periods.Select(e => (DateOnly?)e.PeriodStart).Distinct()];
        var known = await db.Invoices
            .Where(i => i.Kind == InvoiceKind.Period && subscriptions.Contains(i.SourceId) && starts.Contains(i.PeriodStart))
            .Select(i => new { i.SourceId, i.PeriodStart }).ToListAsync(ct);
        var invoiced = known.Select(i => (i.SourceId, i.PeriodStart)).ToHashSet();
        return [.. periods.Where(e => invoiced.Add((e.AggregateId, e.PeriodStart)))];
    }
}
