using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A fixed term is about to end: entered with its end, and told by mail while there is time to renew.</summary>
internal sealed class OnSubscriptionToRenew(ChatterWriter chatter, MailQueue mails) : IEventHandler<SubscriptionToRenew>
{
    public async Task Handle(SubscriptionToRenew e, CancellationToken ct)
    {
        await chatter.Write(
            e, ChatterKind.ToRenew, visible: true, new ChatterDetails { OldStage = "in_progress", NewStage = "to_renew", EndDate = e.TermEnd }, ct);
        await mails.Queue(MailTemplates.TermEnds, e, language => MailValues.Term(e.TermEnd, language), ct);
    }
}
