using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Decides one extension for several passes; <see cref="ExtendWinBackPasses"/> does it.</summary>
internal sealed class StartWinBack(SubscriptionsDb db, ListPasses report, GetWinBack results, TimeProvider clock) : IFeature
{
    private const int MaximumPasses = 1000;
    private const int MaximumMatches = 10_000;

    public async Task<Wire.WinBack> Handle(Wire.StartWinBackRequest request, Caller caller, CancellationToken ct)
    {
        var checks = new FieldChecks();
        checks.Require(request.PassIds.Count <= MaximumPasses, "pass_ids", "TOO_MANY", $"names {request.PassIds.Count} passes; {MaximumPasses} at most are allowed.");
        checks.Require(request.PassIds.Count > 0 || request.Filter is not null, "pass_ids", "REQUIRED", "is required, unless a filter says which.");
        checks.Require(request.PassIds.Count == 0 || request.Filter is null, "filter", "NOT_EXPECTED", "is not expected beside pass_ids.");
        checks.Range("bonus_classes", request.BonusClasses, 0, 1000);
        checks.Require(request.Extension is not null, "extension", "REQUIRED", "is required: what has expired cannot be used without a later end.");
        PassValidity? validity = null;
        if (request.Extension is { } wanted)
        {
            var (unit, count) = checks.Validity("extension", wanted, ends: true);
            validity = new PassValidity(unit, count);
        }

        var reason = checks.Reason(request.Reason);
        checks.ThrowIfFailed();
        var ids = request.Filter is { } filter ? await Matching(filter, ct) : await Named(request.PassIds, ct);

        var now = clock.GetUtcNow();
        var winBack = WinBack.Create(new PassExtension(validity, null, request.BonusClasses, reason, SendMail: request.SendMail), caller.Actor, now);
        db.WinBacks.Add(winBack);
        db.WinBackPasses.AddRange(ids.Select(id => WinBackPass.Create(winBack.Id, id, now)));
        await db.SaveChangesAsync(ct);
        return await results.Of(winBack, ct);
    }

    private async Task<List<Guid>> Named(IEnumerable<string> passIds, CancellationToken ct)
    {
        var checks = new FieldChecks();
        var ids = passIds.Select(id => checks.Id("pass_ids", id)).ToList();
        checks.Require(ids.Distinct().Count() == ids.Count, "pass_ids", "REPEATED", "names a pass twice.");
        checks.ThrowIfFailed();
        checks.Require(await db.Passes.CountAsync(p => ids.Contains(p.Id), ct) == ids.Count, "pass_ids", "UNKNOWN", "names a pass that does not exist.");
        checks.ThrowIfFailed();
        return ids;
    }

    private async Task<List<Guid>> Matching(Wire.WinBackFilter filter, CancellationToken ct)
    {
        var matching = await report.WinnableBack(filter, ct);
        var ids = await matching.OrderBy(p => p.Serial).Select(p => p.Id).Take(MaximumMatches + 1).ToListAsync(ct);
        var checks = new FieldChecks();
        checks.Require(ids.Count > 0, "filter", "NONE_FOUND", "matches no expired pass with classes left.");
        checks.Require(ids.Count <= MaximumMatches, "filter", "TOO_MANY", $"matches more than {MaximumMatches} passes; narrow it.");
        checks.ThrowIfFailed();
        return ids;
    }
}
