using Contracts.Events;
using Contracts.Notifications.V1;
using Microsoft.EntityFrameworkCore;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A mail came back: staff see it in the chatter of what it was about. One that was never accepted has its entry as a mail that failed.</summary>
internal sealed class OnNoticeBounced(NotificationsDb db, ChatterWriter chatter) : IEventHandler<NoticeBounced>
{
    public static bool Concerns(NoticeBounced e) => e is { Subject: not null, CustomerId: not null, SentAt: not null };

    public async Task Handle(NoticeBounced e, CancellationToken ct)
    {
        var subject = await db.Mails.Where(m => m.Id == e.AggregateId).Select(m => m.Subject).FirstOrDefaultAsync(ct);
        await chatter.Write(
            e, e.Subject!, e.CustomerId!.Value, ChatterKind.MailBounced, visible: false, new ChatterDetails { Reference = subject ?? e.Template, Text = e.Diagnostic }, ct);
    }
}
