using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Stops a pass for a while.</summary>
internal sealed class FreezePass(SubscriptionsDb db, PassStore passes, TimeProvider clock) : IFeature
{
    public async Task<Wire.Pass> Handle(Wire.FreezePassRequest request, Caller caller, CancellationToken ct)
    {
        var checks = new FieldChecks();
        var start = checks.CivilDate("start_date", request.StartDate);
        var end = checks.CivilDate("end_date", request.EndDate);
        var reason = checks.Reason(request.Reason);
        checks.ThrowIfFailed();
        var pass = await passes.Require(request.Id, ct);
        pass.RequireEtag(request.Etag);
        var now = clock.GetUtcNow();
        pass.FreezeOn(start, end, reason, caller.Actor, now);
        await db.SaveChangesAsync(ct);
        return pass.ToWire(now);
    }
}
