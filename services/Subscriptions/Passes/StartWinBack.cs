using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Decides one extension for several passes; <see cref="ExtendWinBackPasses"/> does it.</summary>
internal sealed class StartWinBack(SubscriptionsDb db, GetWinBack results, TimeProvider clock) : IFeature
{
    private const int MaximumPasses = 1000;

    public async Task<Wire.WinBack> Handle(Wire.StartWinBackRequest request, Caller caller, CancellationToken ct)
    {
        var checks = new FieldChecks();
        checks.Require(request.PassIds.Count <= MaximumPasses, "pass_ids", "TOO_MANY", $"names {request.PassIds.Count} passes; {MaximumPasses} at most are allowed.");
        checks.Require(request.PassIds.Count > 0, "pass_ids", "REQUIRED", "is required.");
        checks.Range("bonus_classes", request.BonusClasses, 0, 1000);
        checks.Require(request.Extension is not null || request.BonusClasses != 0, "extension", "NOTHING_TO_EXTEND", "is required, unless classes are added.");
        PassValidity? validity = null;
        if (request.Extension is { } wanted)
        {
            var (unit, count) = checks.Validity("extension", wanted, ends: true);
            validity = new PassValidity(unit, count);
        }

        var reason = checks.Reason(request.Reason);
        checks.ThrowIfFailed();
        var ids = request.PassIds.Select(id => checks.Id("pass_ids", id)).Distinct().ToList();
        checks.ThrowIfFailed();
        checks.Require(await db.Passes.CountAsync(p => ids.Contains(p.Id), ct) == ids.Count, "pass_ids", "UNKNOWN", "names a pass that does not exist.");
        checks.ThrowIfFailed();

        var now = clock.GetUtcNow();
        var winBack = WinBack.Create(new PassExtension(validity, null, request.BonusClasses, reason, SendMail: request.SendMail), caller.Actor, now);
        db.WinBacks.Add(winBack);
        db.WinBackPasses.AddRange(ids.Select(id => WinBackPass.Create(winBack.Id, id, now)));
        await db.SaveChangesAsync(ct);
        return await results.Of(winBack, ct);
    }
}
