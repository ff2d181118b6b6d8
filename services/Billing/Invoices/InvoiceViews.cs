using Billing.Credits.CreditNotes;
using Billing.Credits.Refunds;
using Billing.Payments.Charging;
using Billing.Payments.Reversals;
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

/// <summary>Invoices as the contract tells them, with the tries to charge them, their credit notes, refunds and reversals.</summary>
internal static class InvoiceViews
{
    public static async Task<Wire.Invoice> View(this BillingDb db, Invoice invoice, Audience audience, CancellationToken ct) =>
        (await db.DetailsOf([invoice.Id], ct)).ToWire(invoice, audience);

    public static async Task<IReadOnlyList<Wire.Invoice>> View(this BillingDb db, IReadOnlyList<Invoice> invoices, Audience audience, CancellationToken ct)
    {
        var details = await db.DetailsOf([.. invoices.Select(i => i.Id)], ct);
        return [.. invoices.Select(invoice => details.ToWire(invoice, audience))];
    }

    /// <summary>
    /// What stands beside invoices. Whoever reads it before the invoice never tells of a charge that succeeded beside an invoice that was
    /// not paid by it yet.
    /// </summary>
    public static async Task<InvoiceDetails> DetailsOf(this BillingDb db, IReadOnlyList<Guid> ids, CancellationToken ct) => new(
        (await db.PaymentAttempts.AsNoTracking().Where(a => ids.Contains(a.InvoiceId)).OrderBy(a => a.Number).ToListAsync(ct)).ToLookup(a => a.InvoiceId),
        (await db.CreditNotes.AsNoTracking().Where(n => ids.Contains(n.InvoiceId)).OrderBy(n => n.CreatedAt).ThenBy(n => n.Number).ToListAsync(ct)).ToLookup(n => n.InvoiceId),
        (await db.Refunds.AsNoTracking().Where(r => ids.Contains(r.InvoiceId)).OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).ToListAsync(ct)).ToLookup(r => r.InvoiceId),
        (await db.Reversals.AsNoTracking().Where(r => ids.Contains(r.InvoiceId)).OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).ToListAsync(ct)).ToLookup(r => r.InvoiceId));
}

/// <summary>What stands beside invoices, by the invoice's id.</summary>
internal sealed record InvoiceDetails(
    ILookup<Guid, PaymentAttempt> Attempts, ILookup<Guid, CreditNote> CreditNotes, ILookup<Guid, Refund> Refunds, ILookup<Guid, PaymentReversal> Reversals)
{
    public Wire.Invoice ToWire(Invoice invoice, Audience audience)
    {
        var view = invoice.ToWire();
        view.StateReason = audience == Audience.Staff || invoice.State == InvoiceState.Void ? invoice.StateReason : "";
        view.Attempts.Add(Attempts[invoice.Id].Select(a => a.ToWire(audience)));
        view.CreditNotes.Add(CreditNotes[invoice.Id].Select(n => n.ToWire()));
        view.Refunds.Add(Refunds[invoice.Id].Select(r => r.ToWire(audience)));
        view.Reversals.Add(Reversals[invoice.Id].Select(r => r.ToWire(audience)));
        return view;
    }
}
