using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Links;

internal sealed class AskForHelpByPaymentLink(BillingDb db, LinkedCases links, TimeProvider clock) : IFeature
{
    private const int MaximumMessage = 1000;

    public async Task<Wire.PaymentLinkView> Handle(Wire.AskForHelpByPaymentLinkRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var message = validator.Text("message", request.Message, MaximumMessage, lines: true);
        validator.ThrowIfFailed();
        var linked = await links.RequireUnpaid(request.Token, ct);
        linked.AskForHelp(message, LinkedCases.ActorOf(linked), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await links.View(linked, ct);
    }
}
