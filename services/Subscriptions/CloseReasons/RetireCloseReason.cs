using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.CloseReasons;

internal sealed class RetireCloseReason(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.CloseReason> Handle(Wire.RetireCloseReasonRequest request, CancellationToken ct)
    {
        var reason = await db.RequireCloseReason("id", request.Id, ct);
        reason.RequireEtag(request.Etag);
        reason.Retire(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return reason.ToWire();
    }
}
