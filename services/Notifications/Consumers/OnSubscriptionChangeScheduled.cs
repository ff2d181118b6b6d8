using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A change waits for the next period: entered, and confirmed by mail where its day is known.</summary>
internal sealed class OnSubscriptionChangeScheduled(ChatterWriter chatter, MailQueue mails) : IEventHandler<SubscriptionChangeScheduled>
{
    public async Task Handle(SubscriptionChangeScheduled e, CancellationToken ct)
    {
        await chatter.Write(
            e, ChatterKind.ChangeScheduled, visible: true, new ChatterDetails { Text = ChangeWords.Of(e.Old, e.New, e.Customer), EndDate = e.ChangeDate }, ct);
        if (e.ChangeDate is { } day)
        {
            await mails.Queue(MailTemplates.ChangeScheduled, e, language => MailValues.ScheduledChange(e.Old, e.New, day, language), ct);
        }
    }
}
