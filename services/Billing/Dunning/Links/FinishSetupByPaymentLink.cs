using Billing.Payments.Methods.Setups;
using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Links;

internal sealed class FinishSetupByPaymentLink(LinkedCases links, FinishPaymentMethodSetup finish) : IFeature
{
    public async Task<Wire.PaymentLinkView> Handle(Wire.FinishSetupByPaymentLinkRequest request, CancellationToken ct)
    {
        var linked = await links.RequireUnpaid(request.Token, ct);
        await finish.Handle(linked.CustomerId, "setup_id", request.SetupId, LinkedCases.ActorOf(linked), ct);
        return await links.View(linked, ct);
    }
}
