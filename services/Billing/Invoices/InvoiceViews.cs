using Billing.CreditNotes;
using Billing.Refunds;
using Microsoft.EntityFrameworkCore;
using Wire = Contracts.Billing.V1;

namespace Billing.Invoices;

/// <summary>For whom an invoice is told.</summary>
internal enum Audience
{
    Staff,

    /// <summary>Learns nothing of what only the bank and the business may know.</summary>
    Customer,
}

/// <summary>Invoices as the contract tells them, with the tries to charge them, their credit notes and refunds.</summary>
internal static class InvoiceViews
{
    public static async Task<Wire.Invoice> View(this BillingDb db, Invoice invoice, Audience audience, CancellationToken ct) =>
        (await db.View([invoice], audience, ct))[0];

    public static async Task<IReadOnlyList<Wire.Invoice>> View(this BillingDb db, IReadOnlyList<Invoice> invoices, Audience audience, CancellationToken ct)
    {
        var ids = invoices.Select(i => i.Id).ToList();
        var attempts = (await db.ChargeAttempts.AsNoTracking().Where(a => ids.Contains(a.InvoiceId)).OrderBy(a => a.Number).ToListAsync(ct))
            .ToLookup(a => a.InvoiceId);
        var notes = (await db.CreditNotes.AsNoTracking().Where(n => ids.Contains(n.InvoiceId)).OrderBy(n => n.Number).ToListAsync(ct))
            .ToLookup(n => n.InvoiceId);
        var refunds = (await db.Refunds.AsNoTracking().Where(r => ids.Contains(r.InvoiceId)).OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).ToListAsync(ct))
            .ToLookup(r => r.InvoiceId);
        return [.. invoices.Select(invoice =>
        {
            var told = invoice.ToWire();
            told.StateReason = audience == Audience.Staff || invoice.State == InvoiceState.Void ? invoice.StateReason : "";
            told.CreditNotes.Add(notes[invoice.Id].Select(n => n.ToWire()));
            told.Refunds.Add(refunds[invoice.Id].Select(r => r.ToWire(audience)));
            told.Attempts.Add(attempts[invoice.Id].Select(a => a.ToWire(audience)));
            return told;
        })];
    }
}
