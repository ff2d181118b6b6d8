using Billing.Taxes;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Invoices.Drafts;

internal sealed class ReviseDraftInvoice(BillingDb db, BusinessCalendar business, TimeProvider clock) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.ReviseDraftInvoiceRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var id = validator.Id("invoice_id", request.InvoiceId);
        var lines = DraftLines.Read(request.Lines, validator);
        validator.ThrowIfFailed();

        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw DomainException.NotFound("invoice", request.InvoiceId);
        invoice.RequireEtag(request.Etag);
        DraftLines.RequireCurrency(request.Lines, invoice.Currency);
        var taxes = await db.TaxesFor(lines.Select(l => l.TaxCode), [invoice.CustomerId], ct);
        DraftLines.RequireTaxes(lines, taxes, [.. invoice.Lines.Select(l => l.TaxCode)]);
        invoice.Revise(lines, clock.GetUtcNow());
        invoice.Tax(taxes, business.Today);
        await db.SaveChangesAsync(ct);
        return await db.View(invoice, Audience.Staff, ct);
    }
}
