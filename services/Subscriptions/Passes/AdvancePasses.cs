using Microsoft.EntityFrameworkCore;
using ServiceDefaults.DueWork;

namespace Subscriptions.Passes;

/// <summary>Lets passes expire, freezes begin and end, and reminds of what is about to expire; many at once, since most of it falls due at midnight.</summary>
internal sealed class AdvancePasses : DueWork<SubscriptionsDb>
{
    public override string Name => "advance-passes";

    public override int MaximumBatch => 100;

    public override IQueryable<DueItem> Due(SubscriptionsDb db, DateTimeOffset now) =>
        db.Passes.Where(p => p.NextStepAt != null && p.NextStepAt <= now).OrderBy(p => p.NextStepAt)
            .Select(p => new DueItem { Id = p.Id, At = p.NextStepAt!.Value });

    public override async Task Handle(SubscriptionsDb db, Guid id, DateTimeOffset now, CancellationToken ct) =>
        (await db.Passes.Include(p => p.Customer).FirstAsync(p => p.Id == id, ct)).Advance(now);

    public override async Task HandleMany(SubscriptionsDb db, IReadOnlyList<Guid> ids, DateTimeOffset now, CancellationToken ct) =>
        (await db.Passes.Include(p => p.Customer).Where(p => ids.Contains(p.Id)).OrderBy(p => p.NextStepAt).ToListAsync(ct)).ForEach(pass => pass.Advance(now));
}
