using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Invoices.Drafts;

internal sealed class DeleteDraftInvoice(BillingDb db) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.DeleteDraftInvoiceRequest request, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("invoice_id", request.InvoiceId);
        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw DomainException.NotFound("invoice", request.InvoiceId);
        invoice.RequireEtag(request.Etag);
        invoice.RequireDraft();
        var view = await db.View(invoice, Audience.Staff, ct);
        db.Invoices.Remove(invoice);
        await db.SaveChangesAsync(ct);
        return view;
    }
}
