using Billing.Payments.Charging;
using Billing.Payments.Providers;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Links;

internal sealed class StartConfirmationByPaymentLink(LinkedCases links, PaymentConfirmations confirmations) : IFeature
{
    public async Task<Wire.PaymentConfirmation> Handle(Wire.StartConfirmationByPaymentLinkRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var returnUrl = validator.ReturnUrlOf(request.ReturnUrl);
        validator.ThrowIfFailed();
        var linked = await links.RequireUnpaid(request.Token, ct);
        return await confirmations.Start(await links.RequireInvoice(linked, request.InvoiceId, ct), returnUrl!, ct);
    }
}
