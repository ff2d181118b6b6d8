using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Subscriptions.Catalogue;

/// <summary>
/// Copies of plans as they were read last: each look asks only whether there is a newer one, so that a change holds for every replica as soon as it is saved. One for each
/// process; there are few plans.
/// </summary>
internal sealed class PlanCache
{
    private readonly ConcurrentDictionary<Guid, PlanCopy> _plans = new();

    private readonly Func<SubscriptionsDb, Guid, CancellationToken, Task<PlanLook?>> _look = EF.CompileAsyncQuery(
        (SubscriptionsDb db, Guid id, CancellationToken _) => db.Plans.Where(p => p.Id == id)
            .Select(p => new PlanLook { Revision = p.Revision, SelfServiceDisabled = db.Settings.Any(s => !s.SelfServiceEnabled) }).FirstOrDefault());

    /// <summary>With what the business says of all plans, since who asks for the one mostly needs the other.</summary>
    /// <returns>Null for a plan that is not known yet.</returns>
    internal async Task<(PlanCopy Plan, bool SelfServiceEnabled)?> Find(SubscriptionsDb db, Guid id, CancellationToken ct)
    {
        if (await _look(db, id, ct) is not { } look)
        {
            return null;
        }

        if (!_plans.TryGetValue(id, out var plan) || plan.Revision != look.Revision)
        {
            plan = await db.Plans.AsNoTracking().FirstAsync(p => p.Id == id, ct);
            _plans[id] = plan;
        }

        return (plan, !look.SelfServiceDisabled);
    }

    private sealed record PlanLook
    {
        public required int Revision { get; init; }

        public required bool SelfServiceDisabled { get; init; }
    }
}
