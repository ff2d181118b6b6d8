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

/// <summary>Invoices as the contract tells them, with the tries to charge them.</summary>
internal static class InvoiceViews
{
    public static async Task<Wire.Invoice> View(this BillingDb db, Invoice invoice, Audience audience, CancellationToken ct) =>
        (await db.View([invoice], audience, ct))[0];

    public static async Task<IReadOnlyList<Wire.Invoice>> View(this BillingDb db, IReadOnlyList<Invoice> invoices, Audience audience, CancellationToken ct)
    {
        var ids = invoices.Select(i => i.Id).ToList();
        var attempts = (await db.ChargeAttempts.AsNoTracking().Where(a => ids.Contains(a.InvoiceId)).OrderBy(a => a.Number).ToListAsync(ct))
            .ToLookup(a => a.InvoiceId);
        return [.. invoices.Select(invoice =>
        {
            var told = invoice.ToWire();
            told.Attempts.Add(attempts[invoice.Id].Select(a => a.ToWire(audience)));
            return told;
        })];
    }
}
