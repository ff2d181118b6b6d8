using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A closed subscription came back: entered and confirmed by mail.</summary>
internal sealed class OnSubscriptionReactivated(ChatterWriter chatter, MailQueue mails) : IEventHandler<SubscriptionReactivated>
{
    public async Task Handle(SubscriptionReactivated e, CancellationToken ct)
    {
        await chatter.Write(
            e, ChatterKind.Reactivated, visible: true, new ChatterDetails { OldStage = "churned", NewStage = "in_progress", Amount = e.Discount?.Total ?? e.RecurringTotal }, ct);
        await mails.Queue(MailTemplates.SubscriptionReactivated, e, language => MailValues.Reactivation(e, language), ct);
    }
}
