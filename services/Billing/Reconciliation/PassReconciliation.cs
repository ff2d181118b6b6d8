using System.Globalization;
using Billing.Accounts;
using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Reconciliation;

namespace Billing.Reconciliation;

/// <summary>Every pass that was sold has one invoice, of its price; and no sale is missing for long. Only what differs is read.</summary>
internal sealed class PassReconciliation(BillingDb db, TimeProvider clock)
{
    /// <summary>A withdrawal that has waited for longer than this waits for a sale that is parked, or lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public async Task Run(Findings findings, CancellationToken ct)
    {
        var billed = await db.SoldPasses
            .Where(p => p.Billing == PassBilling.Billed)
            .Select(p => new
            {
                p.Id,
                p.Number,
                p.Price,
                p.Currency,
                Invoices = db.Invoices.Count(i => i.SourceId == p.Id && i.Kind == InvoiceKind.Pass),
                Right = db.Invoices.Count(i => i.SourceId == p.Id && i.Kind == InvoiceKind.Pass && i.Currency == p.Currency && i.Lines.Any(l => l.Amount == p.Price)),
            })
            .Where(p => p.Invoices != 1 || p.Right != 1).OrderBy(p => p.Id).ToListAsync(ct);
        foreach (var pass in billed)
        {
            findings.Looked(Guid.Empty, pass.Number, [("PASS_INVOICE", Text($"It was sold for {pass.Price} {pass.Currency}: {pass.Invoices} invoices are there, {pass.Right} of that amount."))]);
        }

        var before = clock.GetUtcNow() - Patience;
        foreach (var pass in await db.SoldPasses.AsNoTracking().Where(p => p.Billing == PassBilling.Awaited && p.CreatedAt < before).OrderBy(p => p.Id).ToListAsync(ct))
        {
            findings.Looked(Guid.Empty, pass.Number, [("PASS_NOT_BILLED", "It was taken back, and its sale has not come: look for it in the parked work.")]);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
