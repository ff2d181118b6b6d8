using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Links;

internal sealed class ScheduleRetryByPaymentLink(BillingDb db, LinkedCases links, TimeProvider clock) : IFeature
{
    public async Task<Wire.PaymentLinkView> Handle(Wire.ScheduleRetryByPaymentLinkRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        validator.Require(request.Date is not null, "date", "REQUIRED", "is required.");
        var date = validator.CivilDate("date", request.Date);
        validator.ThrowIfFailed();
        var linked = await links.RequireUnpaid(request.Token, ct);
        linked.ScheduleRetry(date!.Value, LinkedCases.ActorOf(linked), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await links.View(linked, ct);
    }
}
