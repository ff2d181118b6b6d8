using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.CloseReasons;

internal sealed class RestoreCloseReason(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.CloseReason> Handle(Wire.RestoreCloseReasonRequest request, CancellationToken ct)
    {
        var reason = await db.RequireCloseReason("id", request.Id, ct);
        reason.RequireEtag(request.Etag);
        reason.Restore(await db.NextPosition(ct), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return reason.ToWire();
    }
}
