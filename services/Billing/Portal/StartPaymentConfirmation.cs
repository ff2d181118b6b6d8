using Billing.Charging;
using Billing.Providers;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class StartPaymentConfirmation(BillingDb db, PaymentConfirmations confirmations) : IFeature
{
    public async Task<Wire.PaymentConfirmation> Handle(Wire.StartPortalPaymentConfirmationRequest request, Caller caller, CancellationToken ct)
    {
        var checks = new FieldChecks();
        var id = checks.Id("invoice_id", request.InvoiceId);
        var returnUrl = checks.ReturnUrlOf(request.ReturnUrl);
        checks.ThrowIfFailed();
        var invoice = await db.Invoices.OwnFinal(caller).FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw Refusal.NotFound("invoice", request.InvoiceId);
        return await confirmations.Start(invoice, returnUrl!, ct);
    }
}
