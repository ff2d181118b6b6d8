using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Subscriptions.Access;

/// <summary>Keeps what an event tells of a dunning case, and does what is to be done then.</summary>
internal sealed class RecordDunning<TEvent>(SubscriptionsDb db, DunningReview review, TimeProvider clock) : IEventHandler<TEvent>
    where TEvent : IEvent
{
    /// <summary>Most mails are about something else.</summary>
    public static bool Concerns(TEvent e) => CaseOf(e) is not null;

    public async Task Handle(TEvent e, CancellationToken ct)
    {
        var id = CaseOf(e)!.Value;
        var now = clock.GetUtcNow();
        var record = await db.DunningRecords.FindAsync([id], ct);
        if (record is null)
        {
            record = DunningRecord.Create(id, now);
            db.DunningRecords.Add(record);
        }

        record.Note(e, now);
        if (e is DunningStarted started && record.SubscriptionId is { } subscription)
        {
            record.AtRisk(
                await db.MrrMovements.Where(m => m.SubscriptionId == subscription && m.OccurredAt <= started.OccurredAt).SumAsync(m => m.Amount, ct),
                await db.Subscriptions.Where(s => s.Id == subscription).Select(s => s.Currency).FirstOrDefaultAsync(ct) ?? started.AmountDue.Currency);
        }

        await review.Of(record, ct);
    }

    /// <returns>Null where it is about something else.</returns>
    public static Guid? CaseOf(IEvent e) => e switch
    {
        NoticeDelivered delivered => CaseOf(delivered.Subject),
        NoticeBounced bounced => CaseOf(bounced.Subject),
        _ => e.AggregateId,
    };

    private static Guid? CaseOf(Subject? subject) => subject?.Kind == SubjectKinds.DunningCase ? subject.Id : null;
}
