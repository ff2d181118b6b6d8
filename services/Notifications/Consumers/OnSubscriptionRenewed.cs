using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Another term was added: entered with its end, and confirmed by mail.</summary>
internal sealed class OnSubscriptionRenewed(ChatterWriter chatter, MailQueue mails) : IEventHandler<SubscriptionRenewed>
{
    public async Task Handle(SubscriptionRenewed e, CancellationToken ct)
    {
        await chatter.Write(
            e, ChatterKind.Renewed, visible: true, new ChatterDetails { OldStage = e.OldStage, NewStage = "in_progress", EndDate = e.TermEnd }, ct);
        await mails.Queue(MailTemplates.SubscriptionRenewed, e, language => MailValues.Term(e.TermEnd, language), ct);
    }
}
