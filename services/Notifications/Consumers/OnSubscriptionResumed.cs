using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A paused subscription goes on: entered and told by mail.</summary>
internal sealed class OnSubscriptionResumed(ChatterWriter chatter, MailQueue mails) : IEventHandler<SubscriptionResumed>
{
    public async Task Handle(SubscriptionResumed e, CancellationToken ct)
    {
        await chatter.Write(
            e, ChatterKind.Resumed, visible: true, new ChatterDetails { OldStage = "paused", NewStage = "in_progress" }, ct);
        await mails.Queue(MailTemplates.SubscriptionResumed, e, language => MailValues.Resumption(e, language), ct);
    }
}
