using System.Diagnostics.Metrics;
using Contracts.Common.V1;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Reconciliation;

namespace Subscriptions.Reconciliation;

/// <summary>Looks at every order, some hundreds at a time, so that memory stays flat, at every coupon and at every pass.</summary>
internal sealed class OrderReconciliation(SubscriptionsDb db, TimeProvider clock) : IReconciliation
{
    private const int BatchSize = 500;

    public static readonly Gauge<int> Found = new Meter("Subscriptions").CreateGauge<int>(
        "subscriptions.self_check.findings", description: "What the last self-check found wrong with orders");

    public async Task<SelfCheck> Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var findings = new Findings(now);
        var last = "";
        while (true)
        {
            var after = last;
            var batch = await db.Subscriptions.AsNoTracking().AsSplitQuery()
                .Include(s => s.Customer).Include(s => s.Lines).Include(s => s.Movements)
                .Where(s => s.Number.CompareTo(after) > 0)
                .OrderBy(s => s.Number)
                .Take(BatchSize)
                .ToListAsync(ct);
            foreach (var order in batch)
            {
                findings.Looked(order.Id, order.Number, OrderRules.BrokenBy(order, now));
            }

            if (batch.Count < BatchSize)
            {
                await CouponRules.Reconcile(db, findings, ct);
                await PassRules.Reconcile(db, findings, now, ct);
                return findings.Check;
            }

            last = batch[^1].Number;
        }
    }
}
