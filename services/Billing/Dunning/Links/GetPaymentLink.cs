using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Links;

internal sealed class GetPaymentLink(LinkedCases links) : IFeature
{
    public async Task<Wire.PaymentLinkView> Handle(Wire.GetPaymentLinkRequest request, CancellationToken ct) =>
        await links.View(await links.Require(request.Token, ct), ct);
}
