using Billing.Invoices;
using Billing.Payments.Charging;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class FinishPaymentConfirmation(BillingDb db, PaymentConfirmations confirmations) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.FinishPortalPaymentConfirmationRequest request, Caller caller, CancellationToken ct)
    {
        var invoice = await db.RequireOwnFinal(caller, request.InvoiceId, ct);
        await confirmations.Finish(invoice, ct);
        return await db.View(invoice, Audience.Customer, ct);
    }
}
