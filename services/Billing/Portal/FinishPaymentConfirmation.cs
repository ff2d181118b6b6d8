using Billing.Charging;
using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class FinishPaymentConfirmation(BillingDb db, PaymentConfirmations confirmations) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.FinishPortalPaymentConfirmationRequest request, Caller caller, CancellationToken ct)
    {
        var id = FieldChecks.RequireId("invoice_id", request.InvoiceId);
        var invoice = await db.Invoices.OwnFinal(caller).FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw Refusal.NotFound("invoice", request.InvoiceId);
        await confirmations.Finish(invoice, ct);
        return await db.View(invoice, Audience.Customer, ct);
    }
}
