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
        var validator = new FieldValidator();
        validator.Require(request.PassIds.Count <= MaximumPasses, "pass_ids", "TOO_MANY", $"names {request.PassIds.Count} passes; {MaximumPasses} at most are allowed.");
        validator.Require(request.PassIds.Count > 0 || request.Filter is not null, "pass_ids", "REQUIRED", "is required, unless a filter says which.");
        validator.Require(request.PassIds.Count == 0 || request.Filter is null, "filter", "NOT_EXPECTED", "is not expected beside pass_ids.");
        validator.Range("bonus_classes", request.BonusClasses, 0, 1000);
        validator.Require(request.Extension is not null, "extension", "REQUIRED", "is required: what has expired cannot be used without a later end.");
        PassValidity? validity = null;
        if (request.Extension is { } wanted)
        {
            var (unit, count) = validator.Validity("extension", wanted, ends: true);
            validity = new PassValidity(unit, count);
        }

        var reason = validator.Reason(request.Reason);
        validator.ThrowIfFailed();
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
        var validator = new FieldValidator();
        var ids = passIds.Select(id => validator.Id("pass_ids", id)).ToList();
        validator.Require(ids.Distinct().Count() == ids.Count, "pass_ids", "REPEATED", "names a pass twice.");
        validator.ThrowIfFailed();
        validator.Require(await db.Passes.CountAsync(p => ids.Contains(p.Id), ct) == ids.Count, "pass_ids", "UNKNOWN", "names a pass that does not exist.");
        validator.ThrowIfFailed();
        return ids;
    }

    private async Task<List<Guid>> Matching(Wire.WinBackFilter filter, CancellationToken ct)
    {
        var matching = await report.WinnableBack(filter, ct);
        var ids = await matching.OrderBy(p => p.Serial).Select(p => p.Id).Take(MaximumMatches + 1).ToListAsync(ct);
        var validator = new FieldValidator();
        validator.Require(ids.Count > 0, "filter", "NONE_FOUND", "matches no expired pass with classes left.");
        validator.Require(ids.Count <= MaximumMatches, "filter", "TOO_MANY", $"matches more than {MaximumMatches} passes; narrow it.");
        validator.ThrowIfFailed();
        return ids;
    }
}
