using Billing.AccountCredits;
using Billing.Invoices;
using Billing.Payments.Charging;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments;

internal sealed class FinaliseInvoice(BillingDb db, InvoiceFinaliser finaliser, CustomerBalances balances, ChargePlanner charges) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.FinaliseInvoiceRequest request, Caller caller, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("invoice_id", request.InvoiceId);
        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw DomainException.NotFound("invoice", request.InvoiceId);
        invoice.RequireEtag(request.Etag);
        invoice.RequireDraft();

        await finaliser.Finalise(invoice, caller.Actor, ct);
        await balances.Apply(invoice, ct);
        await charges.ChargeIssued(invoice, ct);
        await db.SaveChangesAsync(ct);
        return await db.View(invoice, Audience.Staff, ct);
    }
}
