using Billing.Credits;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Invoices;

internal sealed class MarkUncollectible(BillingDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.MarkUncollectibleRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var id = validator.Id("invoice_id", request.InvoiceId);
        var reason = validator.Text("reason", request.Reason, VoidInvoice.MaximumReason);
        validator.ThrowIfFailed();

        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw DomainException.NotFound("invoice", request.InvoiceId);
        invoice.RequireEtag(request.Etag);
        invoice.MarkUncollectible(reason, caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await db.View(invoice, Audience.Staff, ct);
    }
}
