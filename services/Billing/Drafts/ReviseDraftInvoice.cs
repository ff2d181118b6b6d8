using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Drafts;

internal sealed class ReviseDraftInvoice(BillingDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.ReviseDraftInvoiceRequest request, CancellationToken ct)
    {
        var checks = new FieldChecks();
        var id = checks.Id("invoice_id", request.InvoiceId);
        var lines = DraftLines.Read(request.Lines, checks);
        checks.ThrowIfFailed();

        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw Refusal.NotFound("invoice", request.InvoiceId);
        invoice.RequireEtag(request.Etag);
        DraftLines.RequireCurrency(request.Lines, invoice.Currency);
        invoice.Revise(lines, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await db.View(invoice, Audience.Staff, ct);
    }
}
