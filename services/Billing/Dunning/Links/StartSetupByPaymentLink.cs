using Billing.Payments.Methods.Setups;
using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Links;

internal sealed class StartSetupByPaymentLink(LinkedCases links, StartPaymentMethodSetup start) : IFeature
{
    public async Task<Wire.PaymentMethodSetup> Handle(Wire.StartSetupByPaymentLinkRequest request, CancellationToken ct)
    {
        var linked = await links.RequireUnpaid(request.Token, ct);
        return await start.Handle(linked.CustomerId, request.ReturnUrl, request.RequestId, ct);
    }
}
