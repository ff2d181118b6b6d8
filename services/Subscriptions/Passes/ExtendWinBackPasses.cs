using Microsoft.EntityFrameworkCore;
using ServiceDefaults.DueWork;

namespace Subscriptions.Passes;

/// <summary>Extends the passes of win-backs, some at once.</summary>
internal sealed class ExtendWinBackPasses : DueWork<SubscriptionsDb>
{
    public override string Name => "extend-win-back-passes";

    public override int MaximumBatch => 50;

    public override IQueryable<DueItem> Due(SubscriptionsDb db, DateTimeOffset now) =>
        db.WinBackPasses.Where(w => w.DueAt != null && w.DueAt <= now).OrderBy(w => w.DueAt)
            .Select(w => new DueItem { Id = w.Id, At = w.DueAt!.Value });

    public override async Task Handle(SubscriptionsDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var row = await db.WinBackPasses.FirstAsync(w => w.Id == id, ct);
        if (row.DueAt is null)
        {
            return;
        }

        var winBack = await db.WinBacks.FirstAsync(w => w.Id == row.WinBackId, ct);
        var pass = await new PassStore(db).Claim(row.PassId, ct) ?? throw new InvalidOperationException($"There is no pass {row.PassId}.");
        row.Extend(pass, winBack, now);
    }
}
