using Microsoft.EntityFrameworkCore;
using ServiceDefaults.DueWork;
using Subscriptions.CloseReasons;

namespace Subscriptions.Orders;

/// <summary>Lets fixed terms come to their end: first To Renew, then, when nobody has renewed it, closed.</summary>
internal sealed class AdvanceTerms(SubscriptionMetrics metrics) : DueWork<SubscriptionsDb>
{
    public override string Name => "advance-terms";

    public override IQueryable<DueItem> Due(SubscriptionsDb db, DateTimeOffset now) =>
        db.Subscriptions.Where(s => s.TermDueAt != null && s.TermDueAt <= now).OrderBy(s => s.TermDueAt)
            .Select(s => new DueItem { Id = s.Id, At = s.TermDueAt!.Value });

    public override async Task Handle(SubscriptionsDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var atEnd = await EndOfTerm.Decision(db, ct);
        var order = await OrderStore.WholeOf(db).FirstAsync(s => s.Id == id, ct);
        if (order.AdvanceTerm(atEnd, now) && order.Stage == Stage.Churned)
        {
            metrics.Closed(SystemCloseReasons.EndOfTerm, order.Closing!.ActorKind);
        }
    }
}
