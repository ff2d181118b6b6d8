using Billing.Dunning.Cases;
using Billing.Payments.Charging;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Links;

internal sealed class RetryByPaymentLink(BillingDb db, LinkedCases links, ChargePlanner charges) : IFeature
{
    public async Task<Wire.PaymentLinkView> Handle(Wire.RetryByPaymentLinkRequest request, CancellationToken ct)
    {
        var linked = await links.RequireUnpaid(request.Token, ct);
        await charges.RetryAll(await db.Invoices.OfCase(linked.Id).ToListAsync(ct), LinkedCases.ActorOf(linked), ct);
        await db.SaveChangesAsync(ct);
        return await links.View(linked, ct);
    }
}
