using Billing.Payments.Charging;
using Billing.Payments.Providers;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class StartPaymentConfirmation(BillingDb db, PaymentConfirmations confirmations) : IFeature
{
    public async Task<Wire.PaymentConfirmation> Handle(Wire.StartPortalPaymentConfirmationRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        validator.Id("invoice_id", request.InvoiceId);
        var returnUrl = validator.ReturnUrlOf(request.ReturnUrl);
        validator.ThrowIfFailed();
        return await confirmations.Start(await db.RequireOwnFinal(caller, request.InvoiceId, ct), returnUrl!, ct);
    }
}
