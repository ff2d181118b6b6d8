using Contracts.Events;
using Contracts.Notifications.V1;
using Microsoft.EntityFrameworkCore;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A mail left the house: staff see it in the order's chatter. Mails about no order, such as sign-in links, leave no trace there.</summary>
internal sealed class OnNoticeDelivered(NotificationsDb db, ChatterWriter chatter) : IEventHandler<NoticeDelivered>
{
    public static bool Together => true;

    public Task LookUp(IReadOnlyList<NoticeDelivered> set, CancellationToken ct) => chatter.LookUp([.. set.Select(e => e.EventId)], ct);

    public static bool Concerns(NoticeDelivered e) => e is { Subject: not null, CustomerId: not null };

    public async Task Handle(NoticeDelivered e, CancellationToken ct)
    {
        var subject = await db.Mails.Where(m => m.Id == e.AggregateId).Select(m => m.Subject).FirstOrDefaultAsync(ct);
        await chatter.Write(e, e.Subject!, e.CustomerId!.Value, ChatterKind.MailSent, visible: false, new ChatterDetails { Reference = subject ?? e.Template }, ct);
    }
}
