using System.Globalization;
using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Reconciliation;

namespace Billing.Reconciliation;

/// <summary>
/// No day of a subscription is billed twice and served once, no invoice covers more or fewer days than it has billed, and no event of a subscription is
/// missing for long. Invoices are read some hundreds of subscriptions at a time.
/// </summary>
internal sealed class CoverageReconciliation(BillingDb db, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <summary>An event that has waited for longer than this waits for one that is parked, or lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public async Task Run(Findings findings, CancellationToken ct)
    {
        await FindGaps(findings, ct);
        var last = Guid.Empty;
        while (true)
        {
            var after = last;
            var batch = await db.SubscriptionBillings.Where(a => a.Id.CompareTo(after) > 0).OrderBy(a => a.Id).Take(BatchSize)
                .Select(a => new { a.Id, UndoUntil = a.Closing == null ? null : a.Closing.UndoUntil }).ToListAsync(ct);
            List<Guid?> subscriptions = [.. batch.Select(a => a.Id)];
            var undoUntil = batch.ToDictionary(a => a.Id, a => a.UndoUntil);
            var invoices = await db.Invoices.AsNoTracking().Where(i => subscriptions.Contains(i.SourceId) && i.Kind != InvoiceKind.OneOff).ToListAsync(ct);
            foreach (var subscription in invoices.GroupBy(i => i.SourceId!.Value))
            {
                if (BrokenBy([.. subscription], undoUntil[subscription.Key]).ToList() is { Count: > 0 } broken)
                {
                    findings.Looked(Guid.Empty, subscription.First().SourceNumber, broken);
                }
            }

            if (batch.Count < BatchSize)
            {
                return;
            }

            last = batch[^1].Id;
        }
    }

    /// <param name="undoUntil">Until when its close can be undone; null where none can.</param>
    private IEnumerable<(string Rule, string Detail)> BrokenBy(IReadOnlyList<Invoice> invoices, DateTimeOffset? undoUntil)
    {
        var late = undoUntil is null || undoUntil < clock.GetUtcNow() - Patience;
        foreach (var invoice in invoices.Where(i => late && i.HasReservedCredit))
        {
            yield return ("CREDIT_RESERVED", Text($"Invoice {invoice.Number} keeps a credit of {invoice.AmountReserved} reserved, and no close of its subscription can be undone any more."));
        }

        foreach (var invoice in invoices.Where(i => i.Coverage.Sum(days => days.Count) != i.BilledDays))
        {
            yield return ("COVERAGE_DAYS", Text($"Invoice {invoice.Number} has billed {invoice.BilledDays} days and covers {invoice.Coverage.Sum(days => days.Count)}."));
        }

        var held = invoices.Where(i => i.CanBeCredited).SelectMany(i => i.Coverage.Where(days => days.IsHeld && !days.Suspended).Select(days => (Invoice: i, Days: days)))
            .OrderBy(each => each.Days.Start).ToList();
        foreach (var (first, second) in held.Zip(held.Skip(1)).Where(pair => pair.Second.Days.Start < pair.First.Days.End))
        {
            yield return ("COVERAGE_OVERLAPS", Text(
                $"Invoices {first.Invoice.Number} and {second.Invoice.Number} both cover the days from {second.Days.Start:yyyy-MM-dd} on."));
        }
    }

    private async Task FindGaps(Findings findings, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Patience;
        var waiting = await db.EarlyEvents.Where(e => e.ReceivedAt < before).GroupBy(e => e.SubscriptionId)
            .Select(g => new { Id = g.Key, First = g.Min(e => e.Sequence), Count = g.Count(), Number = db.Invoices.Where(i => i.SourceId == g.Key).Select(i => i.SourceNumber).FirstOrDefault() })
            .ToListAsync(ct);
        foreach (var gap in waiting.OrderBy(g => g.Id))
        {
            findings.Looked(Guid.Empty, gap.Number ?? gap.Id.ToString(),
                [("EVENT_MISSING", Text($"{gap.Count} events wait for the one before number {gap.First}: look for it in the parked work."))]);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
