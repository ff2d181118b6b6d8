using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Reconciliation;

namespace Billing.Reconciliation;

/// <summary>Looks at every invoice, some hundreds at a time, so that memory stays flat.</summary>
internal sealed class InvoiceReconciliation(BillingDb db)
{
    private const int BatchSize = 500;

    public async Task Run(Findings findings, CancellationToken ct)
    {
        var (createdAt, id) = (DateTimeOffset.MinValue, Guid.Empty);
        while (true)
        {
            var (afterTime, afterId) = (createdAt, id);
            var batch = await db.Invoices.AsNoTracking()
                .Where(i => i.CreatedAt >= afterTime && (i.CreatedAt > afterTime || i.Id.CompareTo(afterId) > 0))
                .OrderBy(i => i.CreatedAt).ThenBy(i => i.Id).Take(BatchSize).ToListAsync(ct);
            await Look(batch, findings, ct);
            if (batch.Count < BatchSize)
            {
                return;
            }

            (createdAt, id) = (batch[^1].CreatedAt, batch[^1].Id);
        }
    }

    /// <summary>
    /// An invoice, its notes and entries are read one after the other, and may change in between: what seems wrong is read once more.
    /// </summary>
    private async Task Look(List<Invoice> invoices, Findings findings, CancellationToken ct)
    {
        var first = await BrokenBy(invoices, ct);
        List<Guid> suspects = [.. first.Where(each => each.Value.Count > 0).Select(each => each.Key)];
        var again = suspects.Count == 0 ? [] : await BrokenBy(await db.Invoices.AsNoTracking().Where(i => suspects.Contains(i.Id)).ToListAsync(ct), ct);
        foreach (var invoice in invoices)
        {
            findings.Looked(invoice.Id, invoice.Number ?? "", again.GetValueOrDefault(invoice.Id) ?? []);
        }
    }

    private async Task<Dictionary<Guid, List<(string Rule, string Detail)>>> BrokenBy(List<Invoice> invoices, CancellationToken ct)
    {
        List<Guid> ids = [.. invoices.Select(i => i.Id)];
        var notes = (await db.CreditNotes.Where(n => ids.Contains(n.InvoiceId)).Select(n => new { n.InvoiceId, n.Total }).ToListAsync(ct))
            .ToLookup(n => n.InvoiceId, n => n.Total);
        var entries = (await db.CreditEntries.Where(e => e.InvoiceId != null && ids.Contains(e.InvoiceId.Value))
            .Select(e => new { e.InvoiceId, e.Reason, e.Amount }).ToListAsync(ct)).ToLookup(e => e.InvoiceId!.Value, e => (e.Reason, e.Amount));
        return invoices.ToDictionary(i => i.Id, i => InvoiceRules.BrokenBy(i, notes[i.Id].Sum(), [.. entries[i.Id]]).ToList());
    }
}
