using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Ends a freeze today, or calls off one that lies ahead.</summary>
internal sealed class UnfreezePass(SubscriptionsDb db, PassStore passes, PassSelfService own, PortalPassViews views, TimeProvider clock) : IFeature
{
    public async Task<Wire.Pass> Handle(Wire.UnfreezePassRequest request, Caller caller, CancellationToken ct)
    {
        var pass = await passes.Require(request.Id, ct);
        await Unfreeze(pass, request.Etag, caller, ct);
        return pass.ToWire(clock.GetUtcNow());
    }

    public async Task<Wire.PortalPass> Handle(Wire.UnfreezePortalPassRequest request, Caller caller, CancellationToken ct)
    {
        var pass = await own.RequireOwn(request.Id, caller, ct);
        await Unfreeze(pass, request.Etag, caller, ct);
        return await views.Of(pass, caller, language: null, ct);
    }

    private async Task Unfreeze(Pass pass, string etag, Caller caller, CancellationToken ct)
    {
        pass.RequireEtag(etag);
        pass.Unfreeze(caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}
