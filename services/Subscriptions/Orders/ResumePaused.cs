using Microsoft.EntityFrameworkCore;
using ServiceDefaults.DueWork;

namespace Subscriptions.Orders;

/// <summary>Resumes paused orders whose day has come.</summary>
internal sealed class ResumePaused : DueWork<SubscriptionsDb>
{
    public override string Name => "resume-paused";

    public override IQueryable<DueItem> Due(SubscriptionsDb db, DateTimeOffset now) =>
        db.Subscriptions.Where(s => s.ResumeDueAt != null && s.ResumeDueAt <= now).OrderBy(s => s.ResumeDueAt)
            .Select(s => new DueItem { Id = s.Id, At = s.ResumeDueAt!.Value });

    public override async Task Handle(SubscriptionsDb db, Guid id, DateTimeOffset now, CancellationToken ct) =>
        (await OrderStore.WholeOf(db).FirstAsync(s => s.Id == id, ct)).ApplyDueResume(now);
}
