using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Common = Contracts.Common.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Stops a pass for a while.</summary>
internal sealed class FreezePass(SubscriptionsDb db, PassStore passes, PassSelfService own, PortalPassViews views, TimeProvider clock) : IFeature
{
    public async Task<Wire.Pass> Handle(Wire.FreezePassRequest request, Caller caller, CancellationToken ct)
    {
        var pass = await passes.Require(request.Id, ct);
        await Freeze(pass, request.StartDate, request.EndDate, request.Reason, request.Etag, caller, ct);
        return pass.ToWire(clock.GetUtcNow());
    }

    public async Task<Wire.PortalPass> Handle(Wire.FreezePortalPassRequest request, Caller caller, CancellationToken ct)
    {
        var pass = await own.RequireOwn(request.Id, caller, ct);
        await Freeze(pass, request.StartDate, request.EndDate, "", request.Etag, caller, ct);
        return await views.Of(pass, caller, language: null, ct);
    }

    private async Task Freeze(Pass pass, Common.Date? startDate, Common.Date? endDate, string why, string etag, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var start = validator.CivilDate("start_date", startDate);
        var end = validator.CivilDate("end_date", endDate);
        var reason = validator.Reason(why);
        validator.ThrowIfFailed();
        pass.RequireEtag(etag);
        pass.FreezeOn(start, end, reason, caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}
