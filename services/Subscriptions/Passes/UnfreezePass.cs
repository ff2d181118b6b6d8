using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Ends a freeze today, or calls off one that lies ahead.</summary>
internal sealed class UnfreezePass(SubscriptionsDb db, PassStore passes, TimeProvider clock) : IFeature
{
    public async Task<Wire.Pass> Handle(Wire.UnfreezePassRequest request, Caller caller, CancellationToken ct)
    {
        var pass = await passes.Require(request.Id, ct);
        pass.RequireEtag(request.Etag);
        var now = clock.GetUtcNow();
        pass.Unfreeze(caller.Actor, now);
        await db.SaveChangesAsync(ct);
        return pass.ToWire(now);
    }
}
