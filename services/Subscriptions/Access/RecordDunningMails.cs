using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Subscriptions.Access;

/// <summary>Keeps which mails about dunning cases were delivered together.</summary>
internal sealed class RecordDunningMails(SubscriptionsDb db, RecordDunning<NoticeDelivered> one) : IEventHandler<NoticesDelivered>
{
    public static bool Concerns(NoticesDelivered e) => e.Notices.Any(RecordDunning<NoticeDelivered>.Concerns);

    public async Task Handle(NoticesDelivered e, CancellationToken ct)
    {
        List<NoticeDelivered> notices = [.. e.Notices.Where(RecordDunning<NoticeDelivered>.Concerns)];
        List<Guid> cases = [.. notices.Select(notice => RecordDunning<NoticeDelivered>.CaseOf(notice)!.Value).Distinct()];
        await db.DunningRecords.Where(r => cases.Contains(r.Id)).LoadAsync(ct);
        foreach (var notice in notices)
        {
            await one.Handle(notice, ct);
        }
    }
}
