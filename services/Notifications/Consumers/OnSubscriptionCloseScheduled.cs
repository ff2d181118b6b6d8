using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A close was decided for later: entered and confirmed by mail.</summary>
internal sealed class OnSubscriptionCloseScheduled(ChatterWriter chatter, MailQueue mails) : IEventHandler<SubscriptionCloseScheduled>
{
    public async Task Handle(SubscriptionCloseScheduled e, CancellationToken ct)
    {
        await chatter.Write(e, ChatterKind.CloseScheduled, visible: true, new ChatterDetails { EndDate = e.EndDate, Reason = e.Reason }, ct);
        await mails.Queue(MailTemplates.CloseScheduled, e, language => MailValues.Close(e.EndDate, language), ct);
    }
}
