using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Plan or quantity changed: entered with what it was and what it is, and confirmed by mail.</summary>
internal sealed class OnSubscriptionChanged(ChatterWriter chatter, MailQueue mails) : IEventHandler<SubscriptionChanged>
{
    public async Task Handle(SubscriptionChanged e, CancellationToken ct)
    {
        await chatter.Write(
            e, ChatterKind.Changed, visible: true, new ChatterDetails { Text = ChangeWords.Of(e.Old, e.New, e.Customer) }, ct);
        await mails.Queue(MailTemplates.SubscriptionChanged, e, language => MailValues.Change(e.Old, e.New, language), ct);
    }
}
