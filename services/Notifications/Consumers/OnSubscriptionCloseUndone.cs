using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A close was taken back: entered and confirmed by mail.</summary>
internal sealed class OnSubscriptionCloseUndone(ChatterWriter chatter, MailQueue mails) : IEventHandler<SubscriptionCloseUndone>
{
    public async Task Handle(SubscriptionCloseUndone e, CancellationToken ct)
    {
        var details = e.Reversed
            ? new ChatterDetails { OldStage = "churned", NewStage = e.Stage, EndDate = e.EndDate }
            : new ChatterDetails { EndDate = e.EndDate };
        await chatter.Write(e, ChatterKind.CloseUndone, visible: true, details, ct);
        await mails.Queue(MailTemplates.CloseUndone, e, language => MailValues.Close(e.EndDate, language), ct);
    }
}
