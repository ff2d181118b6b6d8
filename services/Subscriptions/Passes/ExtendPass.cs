using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Moves the end of a pass, adds classes, or both.</summary>
internal sealed class ExtendPass(SubscriptionsDb db, PassStore passes, TimeProvider clock) : IFeature
{
    public async Task<Wire.Pass> Handle(Wire.ExtendPassRequest request, Caller caller, CancellationToken ct)
    {
        var extension = Read(request);
        var pass = await passes.Require(request.Id, ct);
        pass.RequireEtag(request.Etag);
        var now = clock.GetUtcNow();
        pass.Extend(extension, caller.Actor, now);
        await db.SaveChangesAsync(ct);
        return pass.ToWire(now);
    }

    private static PassExtension Read(Wire.ExtendPassRequest request)
    {
        var validator = new FieldValidator();
        validator.Range("bonus_classes", request.BonusClasses, 0, 1000);
        var moves = request.ExtensionCase != Wire.ExtendPassRequest.ExtensionOneofCase.None;
        validator.Require(moves || request.BonusClasses != 0, "validity", "NOTHING_TO_EXTEND", "is required, unless classes are added.");
        PassValidity? validity = null;
        if (request.ExtensionCase == Wire.ExtendPassRequest.ExtensionOneofCase.Validity)
        {
            var (unit, count) = validator.Validity("validity", request.Validity, ends: true);
            validity = new PassValidity(unit, count);
        }

        var lastDay = request.ExtensionCase == Wire.ExtendPassRequest.ExtensionOneofCase.LastDay ? validator.CivilDate("last_day", request.LastDay) : null;
        var reason = validator.Reason(request.Reason);
        validator.ThrowIfFailed();
        return new PassExtension(validity, lastDay, request.BonusClasses, reason, SendMail: request.SendMail);
    }
}
