using Billing.Invoices;
using Billing.Payments.Charging;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class RetryPayment(BillingDb db, ChargePlanner charges) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.RetryPortalPaymentRequest request, Caller caller, CancellationToken ct)
    {
        var invoice = await db.RequireOwnFinal(caller, request.InvoiceId, ct);
        await charges.Retry(invoice, caller.Actor, ct);
        await db.SaveChangesAsync(ct);
        return await db.View(invoice, Audience.Customer, ct);
    }
}
