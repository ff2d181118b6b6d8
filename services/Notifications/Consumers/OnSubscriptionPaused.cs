using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A subscription was paused: entered with its first day without service, and confirmed by mail.</summary>
internal sealed class OnSubscriptionPaused(ChatterWriter chatter, MailQueue mails) : IEventHandler<SubscriptionPaused>
{
    public async Task Handle(SubscriptionPaused e, CancellationToken ct)
    {
        await chatter.Write(
            e, ChatterKind.Paused, visible: true, new ChatterDetails { OldStage = e.OldStage, NewStage = "paused", EndDate = e.PauseDate }, ct);
        await mails.Queue(e.ResumeDate is null ? MailTemplates.SubscriptionPaused : MailTemplates.SubscriptionPausedUntil, e, language => MailValues.Pause(e, language), ct);
    }
}
