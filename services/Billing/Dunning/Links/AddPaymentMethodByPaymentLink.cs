using Billing.Payments.Methods;
using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Links;

internal sealed class AddPaymentMethodByPaymentLink(LinkedCases links, PaymentMethodService methods) : IFeature
{
    public async Task<Wire.PaymentLinkView> Handle(Wire.AddPaymentMethodByPaymentLinkRequest request, CancellationToken ct)
    {
        var linked = await links.RequireUnpaid(request.Token, ct);
        await methods.Add(linked.CustomerId, request.PaymentToken, LinkedCases.ActorOf(linked), ct, field: "payment_token");
        return await links.View(linked, ct);
    }
}
