using Billing.Payments.Charging;
using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Links;

internal sealed class FinishConfirmationByPaymentLink(LinkedCases links, PaymentConfirmations confirmations) : IFeature
{
    public async Task<Wire.PaymentLinkView> Handle(Wire.FinishConfirmationByPaymentLinkRequest request, CancellationToken ct)
    {
        var linked = await links.Require(request.Token, ct);
        await confirmations.Finish(await links.RequireInvoice(linked, request.InvoiceId, ct), ct);
        return await links.View(linked, ct);
    }
}
