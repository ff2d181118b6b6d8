using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A change that waited will not be: entered, and confirmed by mail unless that tells of a close already.</summary>
internal sealed class OnSubscriptionChangeCancelled(ChatterWriter chatter, MailQueue mails) : IEventHandler<SubscriptionChangeCancelled>
{
    public async Task Handle(SubscriptionChangeCancelled e, CancellationToken ct)
    {
        await chatter.Write(
            e, ChatterKind.ChangeCancelled, visible: true, new ChatterDetails { Text = ChangeWords.Of(e.Old, e.New, e.Customer) }, ct);
        if (!e.ByClose)
        {
            await mails.Queue(MailTemplates.ChangeCancelled, e, language => MailValues.Change(e.Old, e.New, language), ct);
        }
    }
}
