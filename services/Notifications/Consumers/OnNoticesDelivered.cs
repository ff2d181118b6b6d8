using Contracts.Events;
using Contracts.Notifications.V1;
using Microsoft.EntityFrameworkCore;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Mails left the house: staff see each in its order's chatter. Mails about no order, such as sign-in links, leave no trace there.</summary>
internal sealed class OnNoticesDelivered(NotificationsDb db, ChatterWriter chatter) : IEventHandler<NoticesDelivered>
{
    public static bool Concerns(NoticesDelivered e) => e.Notices.Any(IsEntered);

    public static bool IsEntered(NoticeDelivered e) => e is { Subject: not null, CustomerId: not null };

    public Task Handle(NoticesDelivered e, CancellationToken ct) => Enter([.. e.Notices.Where(IsEntered)], ct);

    /// <param name="notices">Each is entered.</param>
    public async Task Enter(IReadOnlyList<NoticeDelivered> notices, CancellationToken ct)
    {
        List<Guid> ids = [.. notices.Select(e => e.AggregateId)];
        var subjects = await db.Mails.Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Subject }).ToDictionaryAsync(m => m.Id, m => m.Subject, ct);
        await chatter.LookUp(notices, ct);
        await chatter.LookUpThreads([.. notices.Select(e => e.Subject!)], ct);
        foreach (var e in notices)
        {
            var details = new ChatterDetails { Reference = subjects.GetValueOrDefault(e.AggregateId, e.Template) };
            await chatter.Write(e, e.Subject!, e.CustomerId!.Value, ChatterKind.MailSent, visible: false, details, ct);
        }
    }
}
